#include "api/letter.h"

#include "scoring/base/text.h"
#include "scoring/taxonomy.h"

#include <string.h>

/* What a language says, in the order in which it stands in a letter. */
struct words {
    const char *hello, *follow_link, *use_code, *where, *once;
    struct {
        const char *subject, *why, *leave;
    } kinds[2]; /* a link that was asked for, an invitation */
};

/* In the order of enum label_language: nl, sv, nb, de, fr, en. */
static const struct words all_words[] = {
    {.hello = "Hallo",
     .follow_link = "Met deze link kom je binnen:",
     .use_code = "Met deze code kom je binnen:",
     .where = "Je geeft hem op bij",
     .once = "Hij werkt één keer, tot",
     .kinds = {{"Inloggen bij Kring",
                "iemand, hopelijk jij, heeft met dit e-mailadres gevraagd om in te loggen bij "
                "Kring.",
                "Heb je dat niet gevraagd? Dan hoef je niets te doen: zonder dit bericht komt "
                "niemand binnen."},
               {"Uitnodiging voor Kring",
                "je universiteit nodigt je uit voor Kring, waar studenten en alumni elkaar vinden "
                "voor mentoring. Je gegevens staan er klaar; je kunt ze er bekijken en "
                "verbeteren.",
                "Wil je niet meedoen? Dan hoef je niets te doen."}}},
    {.hello = "Hej",
     .follow_link = "Med den här länken kommer du in:",
     .use_code = "Med den här koden kommer du in:",
     .where = "Du anger den på",
     .once = "Den fungerar en gång, fram till",
     .kinds = {{"Logga in på Kring",
                "någon, förhoppningsvis du, har med den här e-postadressen bett om att få logga in "
                "på Kring.",
                "Var det inte du? Då behöver du inte göra något: utan det här meddelandet kommer "
                "ingen in."},
               {"Inbjudan till Kring",
                "ditt universitet bjuder in dig till Kring, där studenter och alumner hittar "
                "varandra för mentorskap. Dina uppgifter finns redan där; du kan se och rätta "
                "dem.",
                "Vill du inte vara med? Då behöver du inte göra något."}}},
    {.hello = "Hei",
     .follow_link = "Med denne lenken kommer du inn:",
     .use_code = "Med denne koden kommer du inn:",
     .where = "Du oppgir den på",
     .once = "Den virker én gang, til",
     .kinds = {{"Logg inn på Kring",
                "noen, forhåpentligvis du, har med denne e-postadressen bedt om å få logge inn på "
                "Kring.",
                "Var det ikke deg? Da trenger du ikke å gjøre noe: uten denne meldingen kommer "
                "ingen inn."},
               {"Invitasjon til Kring",
                "universitetet ditt inviterer deg til Kring, der studenter og alumner finner "
                "hverandre for mentoring. Opplysningene dine ligger klare der; du kan se og rette "
                "dem.",
                "Vil du ikke være med? Da trenger du ikke å gjøre noe."}}},
    {.hello = "Guten Tag",
     .follow_link = "Mit diesem Link kommen Sie hinein:",
     .use_code = "Mit diesem Code kommen Sie hinein:",
     .where = "Sie geben ihn hier ein:",
     .once = "Er gilt einmal, bis",
     .kinds = {{"Bei Kring anmelden",
                "jemand, hoffentlich Sie, hat mit dieser E-Mail-Adresse darum gebeten, sich bei "
                "Kring anzumelden.",
                "Waren Sie es nicht? Dann brauchen Sie nichts zu tun: Ohne diese Nachricht kommt "
                "niemand hinein."},
               {"Einladung zu Kring",
                "Ihre Universität lädt Sie zu Kring ein, wo Studierende und Ehemalige einander "
                "für Mentoring finden. Ihre Angaben liegen dort bereit; Sie können sie ansehen "
                "und berichtigen.",
                "Möchten Sie nicht mitmachen? Dann brauchen Sie nichts zu tun."}}},
    {.hello = "Bonjour",
     .follow_link = "Ce lien vous ouvre la porte :",
     .use_code = "Ce code vous ouvre la porte :",
     .where = "Vous le donnez ici :",
     .once = "Il fonctionne une seule fois, jusqu'au",
     .kinds = {{"Se connecter à Kring",
                "quelqu'un, vous sans doute, a demandé avec cette adresse à se connecter à Kring.",
                "Ce n'était pas vous ? Vous n'avez rien à faire : sans ce message, personne "
                "n'entre."},
               {"Invitation à Kring",
                "votre université vous invite à Kring, où étudiants et anciens se trouvent pour "
                "le mentorat. Vos données y sont déjà ; vous pouvez les voir et les corriger.",
                "Vous ne souhaitez pas participer ? Vous n'avez rien à faire."}}},
    {.hello = "Hello",
     .follow_link = "This link lets you in:",
     .use_code = "This code lets you in:",
     .where = "You give it at",
     .once = "It works once, until",
     .kinds = {{"Sign in to Kring",
                "somebody, we hope it was you, asked with this e-mail address to sign in to Kring.",
                "Was it not you? Then there is nothing to do: without this message nobody gets "
                "in."},
               {"Invitation to Kring",
                "your university invites you to Kring, where students and alumni find each other "
                "for mentoring. What is known of you is there already; you can see and correct "
                "it.",
                "Would you rather not? Then there is nothing to do."}}},
};

static const struct words *words_of(const struct letter *letter)
{
    enum label_language language = LABEL_EN;
    if (letter->language != NULL)
        (void)label_language_find(letter->language, strlen(letter->language), &language);
    return &all_words[language];
}

const char *letter_subject(const struct letter *letter)
{
    return words_of(letter)->kinds[letter->invitation].subject;
}

/* 2026-11-26 14:05 */
static void add_time(moment at, struct text *text)
{
    char words[MOMENT_TEXT_SIZE];
    moment_format(at, words);
    text_addf(text, " %.10s %.5s", words, words + 11);
}

void letter_write(const struct letter *letter, struct text *text)
{
    const struct words *words = words_of(letter);
    bool page = letter->page[0] != '\0';
    text_addf(text, "%s,\n\n%s\n\n%s\n\n    ", words->hello, words->kinds[letter->invitation].why,
              page ? words->follow_link : words->use_code);
    if (page)
        text_addf(text, "%s#code=", letter->page);
    text_addf(text, "%s\n\n", letter->code);
    if (!page && letter->home[0] != '\0')
        text_addf(text, "%s %s\n\n", words->where, letter->home);
    text_add(text, words->once);
    add_time(letter->expires, text);
    text_addf(text, " UTC. %s\n\nKring\n", words->kinds[letter->invitation].leave);
}
