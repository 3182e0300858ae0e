#include "api/notice_letter.h"

#include <stddef.h>

/* Pairs of a round. In the order of enum label_language: nl, sv, nb, de, fr, en. Who
 * did it themselves is not told; so what is said to both sides fits both. */
const struct notice_words notice_words_pairs[] = {
    {.notice = "pair.release",
     .due = NOTICE_DUE_YOURS,
     .in =
         {{"Er is een match voor je",
           "je universiteit stelt een match voor mentoring voor. Bekijk die, en zeg ja of nee."},
          {"Det finns en matchning för dig", "ditt universitet föreslår en matchning för "
                                             "mentorskap. Titta på den, och svara ja eller nej."},
          {"Det er en match til deg",
           "universitetet ditt foreslår en match for mentoring. Se på den, og svar ja eller nei."},
          {"Ein Mentoring-Vorschlag für Sie",
           "Ihre Universität schlägt Ihnen ein Mentoring vor. Bitte sehen Sie es sich an und sagen "
           "Sie zu oder ab."},
          {"Une proposition de mentorat pour vous",
           "votre université vous propose un mentorat. Regardez cette proposition, et dites oui ou "
           "non."},
          {"There is a match for you", "your university proposes a match for mentoring. Please "
                                       "look at it, and say yes or no."}}},
    {.notice = "pair.confirm_student",
     .party = "mentor",
     .due = NOTICE_DUE_YOURS,
     .in = {{"De student zegt ja", "de student heeft ja gezegd tegen de match voor mentoring. Heb "
                                   "je zelf nog niet geantwoord? Dan wacht die op jou."},
            {"Studenten säger ja", "studenten har sagt ja till matchningen för mentorskap. Har du "
                                   "inte svarat än? Då väntar den på dig."},
            {"Studenten sier ja", "studenten har sagt ja til matchen for mentoring. Har du ikke "
                                  "svart ennå? Da venter den på deg."},
            {"Die andere Seite hat zugesagt",
             "zum vorgeschlagenen Mentoring hat die andere Seite zugesagt. Haben Sie noch nicht "
             "geantwortet? Dann wartet es auf Sie."},
            {"Un oui pour le mentorat proposé",
             "l'autre partie a dit oui au mentorat proposé. Vous n'avez pas encore répondu ? Il "
             "n'attend plus que vous."},
            {"The student says yes", "the student has said yes to the match for mentoring. Have "
                                     "you not answered yet? Then it waits for you."}}},
    {.notice = "pair.confirm_mentor",
     .party = "student",
     .due = NOTICE_DUE_YOURS,
     .in = {{"De mentor zegt ja", "de mentor heeft ja gezegd tegen de match voor mentoring. Heb je "
                                  "zelf nog niet geantwoord? Dan wacht die op jou."},
            {"Mentorn säger ja", "mentorn har sagt ja till matchningen för mentorskap. Har du inte "
                                 "svarat än? Då väntar den på dig."},
            {"Mentoren sier ja", "mentoren har sagt ja til matchen for mentoring. Har du ikke "
                                 "svart ennå? Da venter den på deg."},
            {"Die andere Seite hat zugesagt",
             "zum vorgeschlagenen Mentoring hat die andere Seite zugesagt. Haben Sie noch nicht "
             "geantwortet? Dann wartet es auf Sie."},
            {"Un oui pour le mentorat proposé",
             "l'autre partie a dit oui au mentorat proposé. Vous n'avez pas encore répondu ? Il "
             "n'attend plus que vous."},
            {"The mentor says yes", "the mentor has said yes to the match for mentoring. Have you "
                                    "not answered yet? Then it waits for you."}}},
    {.notice = "pair.confirm",
     .in = {{"Je match staat vast", "jullie hebben allebei ja gezegd tegen de match. Bij Kring zie "
                                    "je nu hoe jullie elkaar bereiken, en kunnen jullie beginnen."},
            {"Din matchning är klar", "ni har båda sagt ja till matchningen. På Kring ser du nu "
                                      "hur ni når varandra, och ni kan börja."},
            {"Matchen din er bekreftet", "dere har begge sagt ja til matchen. På Kring ser du nå "
                                         "hvordan dere når hverandre, og dere kan begynne."},
            {"Ihr Mentoring steht fest",
             "beide Seiten haben dem Mentoring zugesagt. Bei Kring sehen Sie nun, wie Sie einander "
             "erreichen, und können beginnen."},
            {"Votre mentorat est confirmé",
             "vous avez tous deux dit oui au mentorat. Sur Kring, vous voyez maintenant comment "
             "vous joindre, et vous pouvez commencer."},
            {"Your match is confirmed", "both of you have said yes to the match. At Kring you now "
                                        "see how to reach each other, and you can begin."}}},
    {.notice = "pair.decline_student",
     .party = "mentor",
     .in = {{"De match gaat niet door",
             "de student heeft nee gezegd tegen de match voor mentoring. Je plaats is weer vrij."},
            {"Matchningen blir inte av",
             "studenten har sagt nej till matchningen för mentorskap. Din plats är ledig igen."},
            {"Det blir ikke noe av matchen",
             "studenten har sagt nei til matchen for mentoring. Plassen din er ledig igjen."},
            {"Das Mentoring kommt nicht zustande", "zum vorgeschlagenen Mentoring hat die andere "
                                                   "Seite abgesagt. Ihr Platz ist wieder frei."},
            {"Le mentorat proposé n'aura pas lieu",
             "l'autre partie a dit non au mentorat proposé. Votre place est de nouveau libre."},
            {"The match is off",
             "the student has said no to the match for mentoring. Your seat is free again."}}},
    {.notice = "pair.decline_mentor",
     .party = "student",
     .in = {{"De match gaat niet door",
             "de mentor heeft nee gezegd tegen de match voor mentoring. Je kunt zelf een mentor "
             "vragen, of je universiteit om hulp."},
            {"Matchningen blir inte av",
             "mentorn har sagt nej till matchningen för mentorskap. Du kan själv fråga en mentor, "
             "eller be ditt universitet om hjälp."},
            {"Det blir ikke noe av matchen",
             "mentoren har sagt nei til matchen for mentoring. Du kan selv spørre en mentor, eller "
             "be universitetet ditt om hjelp."},
            {"Das Mentoring kommt nicht zustande",
             "zum vorgeschlagenen Mentoring hat die andere Seite abgesagt. Sie können selbst "
             "anfragen oder Ihre Universität um Hilfe bitten."},
            {"Le mentorat proposé n'aura pas lieu",
             "l'autre partie a dit non au mentorat proposé. Vous pouvez faire vous-même une "
             "demande, ou demander l'aide de votre université."},
            {"The match is off", "the mentor has said no to the match for mentoring. You can ask a "
                                 "mentor yourself, or ask your university for help."}}},
    {.notice = "pair.remind",
     .due = NOTICE_DUE_LASTS,
     .in = {{"Een match wacht nog op antwoord",
             "je match voor mentoring is nog niet bevestigd, en de tijd ervoor is bijna om. Heb je "
             "nog niet geantwoord? Doe het dan nu."},
            {"En matchning väntar på svar",
             "din matchning för mentorskap är inte bekräftad än, och tiden för det går snart ut. "
             "Har du inte svarat än? Gör det då nu."},
            {"En match venter på svar",
             "matchen din for mentoring er ikke bekreftet ennå, og fristen nærmer seg. Har du ikke "
             "svart ennå? Gjør det i så fall nå."},
            {"Ein Mentoring-Vorschlag wartet auf Antwort",
             "das vorgeschlagene Mentoring ist noch nicht bestätigt, und die Frist läuft bald ab. "
             "Haben Sie noch nicht geantwortet? Dann tun Sie es bitte jetzt."},
            {"Une proposition attend une réponse",
             "le mentorat proposé n'est pas encore confirmé, et le délai s'achève bientôt. Vous "
             "n'avez pas encore répondu ? Merci de le faire maintenant."},
            {"A match waits for an answer",
             "your match for mentoring is not confirmed yet, and the time for it ends soon. Have "
             "you not answered yet? Then please do so now."}}},
    {.notice = "pair.lapse",
     .in = {{"Je match is vervallen", "je match voor mentoring is niet op tijd door beide kanten "
                                      "bevestigd, en is daarom vervallen."},
            {"Din matchning har förfallit", "din matchning för mentorskap bekräftades inte i tid "
                                            "av båda sidor, och har därför förfallit."},
            {"Matchen din er falt bort", "matchen din for mentoring ble ikke bekreftet i tide av "
                                         "begge sider, og er derfor falt bort."},
            {"Ihr Mentoring-Vorschlag ist verfallen",
             "das vorgeschlagene Mentoring wurde nicht rechtzeitig von beiden Seiten bestätigt und "
             "ist deshalb verfallen."},
            {"Votre proposition de mentorat a expiré",
             "le mentorat proposé n'a pas été confirmé à temps par les deux parties : il est donc "
             "annulé."},
            {"Your match has lapsed",
             "your match for mentoring was not confirmed in time by both sides, and has lapsed."}}},
    {.notice = "pair.drop",
     .in = {{"Je match gaat niet door", "je match voor mentoring is niet meer mogelijk, en gaat "
                                        "niet door. Bij Kring zie je hoe het nu staat."},
            {"Din matchning blir inte av", "din matchning för mentorskap är inte möjlig längre, "
                                           "och blir inte av. På Kring ser du hur läget är nu."},
            {"Det blir ikke noe av matchen din",
             "matchen din for mentoring er ikke mulig lenger, og det blir ikke noe av den. På "
             "Kring ser du hvordan situasjonen er nå."},
            {"Ihr Mentoring kommt nicht zustande",
             "das vorgeschlagene Mentoring ist nicht mehr möglich und kommt nicht zustande. Den "
             "Stand sehen Sie bei Kring."},
            {"Votre mentorat n'aura pas lieu", "le mentorat proposé n'est plus possible et n'aura "
                                               "pas lieu. Sur Kring, vous voyez où vous en êtes."},
            {"Your match is off", "your match for mentoring is no longer possible. At Kring you "
                                  "see how things stand now."}}},
    {.notice = NULL}};
