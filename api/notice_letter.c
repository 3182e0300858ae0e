#include "api/notice_letter.h"

#include "scoring/base/text.h"

#include <stdbool.h>
#include <string.h>

/* What a language says in every letter, in the order in which it stands there. */
struct frame {
    const char *hello;
    const char *due[4]; /* by enum notice_due */
    const char *page, *why;
    const char *stop; /* said where there is a page */
};

/* In the order of enum label_language: nl, sv, nb, de, fr, en. */
static const struct frame frames[] = {
    {"Hallo",
     {NULL, "Antwoord uiterlijk", "Een antwoord wordt verwacht uiterlijk",
      "De tijd daarvoor loopt tot"},
     "Alles erover staat hier:",
     "Je krijgt dit bericht omdat je meedoet aan mentoring.",
     "Wil je zulke berichten niet? Dat kun je op dezelfde plek zeggen."},
    {"Hej",
     {NULL, "Svara senast", "Ett svar väntas senast", "Tiden för det går ut"},
     "Allt om det finns här:",
     "Du får det här meddelandet för att du deltar i mentorskap.",
     "Vill du inte ha sådana meddelanden? Säg till på samma plats."},
    {"Hei",
     {NULL, "Svar senest", "Et svar ventes senest", "Fristen er"},
     "Alt om det finner du her:",
     "Du får denne meldingen fordi du er med i mentorordningen.",
     "Vil du ikke ha slike meldinger? Si fra på samme sted."},
    {"Guten Tag",
     {NULL, "Bitte antworten Sie bis", "Eine Antwort wird erwartet bis", "Die Frist endet am"},
     "Alles dazu finden Sie hier:",
     "Sie erhalten diese Nachricht, weil Sie am Mentoring teilnehmen.",
     "Möchten Sie solche Nachrichten nicht? Das können Sie an derselben Stelle sagen."},
    {"Bonjour",
     {NULL, "Répondez au plus tard le", "Une réponse est attendue au plus tard le",
      "Le délai court jusqu'au"},
     "Tout se trouve ici :",
     "Vous recevez ce message parce que vous participez au mentorat.",
     "Vous n'en voulez plus ? Vous pouvez le dire au même endroit."},
    {"Hello",
     {NULL, "Please answer by", "An answer is due by", "The time for it ends"},
     "All about it is here:",
     "You get this message because you take part in mentoring.",
     "Would you rather not have such messages? You can say so in the same place."},
};

/* For a notice that has no words of its own, or of which it is not known whom it tells. */
static const struct notice_words general = {
    .notice = "",
    .in = {{"Nieuws bij Kring", "er is iets nieuws voor je bij Kring."},
           {"Nytt på Kring", "det finns något nytt för dig på Kring."},
           {"Nytt på Kring", "det er noe nytt til deg på Kring."},
           {"Neues bei Kring", "es gibt etwas Neues für Sie bei Kring."},
           {"Du nouveau sur Kring", "il y a du nouveau pour vous sur Kring."},
           {"News at Kring", "there is something new for you at Kring."}}};

static bool tells(const struct notice_words *words, const char *notice, const char *party)
{
    return strcmp(words->notice, notice) == 0 &&
           (words->party == NULL || (party != NULL && strcmp(words->party, party) == 0));
}

const struct notice_words *notice_words_find(const char *notice, const char *party)
{
    const struct notice_words *const tables[] = {
        notice_words_requests, notice_words_mentorships,  notice_words_pairs,
        notice_words_leads,    notice_words_applications, notice_words_lectures};
    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++)
        for (const struct notice_words *words = tables[i]; words->notice != NULL; words++)
            if (tells(words, notice, party))
                return words;
    return NULL;
}

static const struct notice_words *words_of(const struct notice_letter *letter)
{
    const struct notice_words *words = notice_words_find(letter->notice, letter->party);
    return words == NULL ? &general : words;
}

static enum label_language language_of(const struct notice_letter *letter)
{
    enum label_language language = LABEL_EN;
    if (letter->language != NULL)
        (void)label_language_find(letter->language, strlen(letter->language), &language);
    return language;
}

const char *notice_letter_subject(const struct notice_letter *letter)
{
    return words_of(letter)->in[language_of(letter)].subject;
}

void notice_letter_write(const struct notice_letter *letter, struct text *text)
{
    const struct notice_words *words = words_of(letter);
    enum label_language language = language_of(letter);
    const struct frame *frame = &frames[language];
    char at[MOMENT_TEXT_SIZE];
    text_addf(text, "%s,\n\n%s\n\n", frame->hello, words->in[language].text);
    if (words->due != NOTICE_DUE_NONE && letter->deadline != 0) {
        moment_format(letter->deadline, at);
        text_addf(text, "%s %.10s %.5s UTC.\n\n", frame->due[words->due], at, at + 11);
    }
    if (letter->page[0] != '\0')
        text_addf(text, "%s\n\n    %s\n\n", frame->page, letter->page);
    text_add(text, frame->why);
    if (letter->page[0] != '\0')
        text_addf(text, " %s", frame->stop);
    text_add(text, "\n\nKring\n");
}
