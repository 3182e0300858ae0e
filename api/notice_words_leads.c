#include "api/notice_letter.h"

#include <stddef.h>

/* Internship leads, all told to the host. In the order of enum label_language: nl, sv, nb, de, fr,
 * en. Who did it themselves is not told; so what is said to both sides fits both. */
const struct notice_words notice_words_leads[] = {
    {.notice = "internship_lead.request_changes",
     .due = NOTICE_DUE_YOURS,
     .in = {{"Je stageplaats kan nog beter",
             "de universiteit vraagt je om je stageplaats aan te passen voor die aan studenten "
             "wordt getoond. Bij Kring lees je waarom."},
            {"Din praktikplats behöver ändras",
             "universitetet ber dig ändra din praktikplats innan den visas för studenter. På Kring "
             "läser du varför."},
            {"Praksisplassen din må endres", "universitetet ber deg endre praksisplassen din før "
                                             "den vises til studenter. På Kring leser du hvorfor."},
            {"Ihre Praktikumsstelle braucht eine Änderung",
             "die Universität bittet Sie, Ihre Praktikumsstelle zu ändern, bevor Studierende sie "
             "sehen. Bei Kring lesen Sie, warum."},
            {"Votre offre de stage est à modifier",
             "l'université vous demande de modifier votre offre de stage avant de la montrer. Sur "
             "Kring, vous lirez pourquoi."},
            {"Your internship needs a change",
             "the university asks you to change your internship before students are shown it. At "
             "Kring you read why."}}},
    {.notice = "internship_lead.publish",
     .due = NOTICE_DUE_LASTS,
     .in = {{"Je stageplaats staat online",
             "je stageplaats is gepubliceerd: studenten kunnen zich nu aanmelden."},
            {"Din praktikplats är publicerad",
             "din praktikplats är publicerad: studenter kan söka den nu."},
            {"Praksisplassen din er publisert",
             "praksisplassen din er publisert: studenter kan søke på den nå."},
            {"Ihre Praktikumsstelle ist veröffentlicht",
             "Ihre Praktikumsstelle ist veröffentlicht: Studierende können sich jetzt bewerben."},
            {"Votre offre de stage est publiée",
             "votre offre de stage est publiée : il est maintenant possible d'y postuler."},
            {"Your internship is published",
             "your internship is published: students can apply now."}}},
    {.notice = "internship_lead.reject",
     .in =
         {{"Je stageplaats wordt niet gepubliceerd",
           "de universiteit publiceert je stageplaats niet. Bij Kring zie je de reden."},
          {"Din praktikplats publiceras inte",
           "universitetet publicerar inte din praktikplats. På Kring ser du skälet."},
          {"Praksisplassen din blir ikke publisert",
           "universitetet publiserer ikke praksisplassen din. På Kring ser du grunnen."},
          {"Ihre Praktikumsstelle wird nicht veröffentlicht",
           "die Universität veröffentlicht Ihre Praktikumsstelle nicht. Den Grund sehen Sie bei "
           "Kring."},
          {"Votre offre de stage n'est pas publiée",
           "l'université ne publie pas votre offre de stage. Sur Kring, vous en voyez la raison."},
          {"Your internship is not published",
           "the university does not publish your internship. At Kring you see the reason."}}},
    {.notice = "internship_lead.fill",
     .in = {{"Je stageplaats is vergeven",
             "alle plaatsen van je stage zijn vergeven. Er komen geen aanmeldingen meer bij; wie "
             "al wacht, hoort nog graag van je."},
            {"Din praktikplats är tillsatt",
             "alla platser i din praktik är tagna. Inga fler kan söka; den som redan väntar vill "
             "gärna få svar av dig."},
            {"Praksisplassen din er besatt", "alle plassene i praksisen din er tatt. Ingen flere "
                                             "kan søke; de som alt venter, hører gjerne fra deg."},
            {"Ihre Praktikumsstelle ist vergeben",
             "alle Plätze Ihres Praktikums sind vergeben. Neue Bewerbungen kommen nicht mehr; wer "
             "schon wartet, freut sich über Ihre Antwort."},
            {"Votre offre de stage est pourvue",
             "toutes les places de votre stage sont prises. Aucune candidature ne s'ajoute ; "
             "celles qui attendent espèrent votre réponse."},
            {"Your internship is filled",
             "all places of your internship are taken. Nobody else can apply; those who wait "
             "already would like to hear from you."}}},
    {.notice = "internship_lead.close",
     .in =
         {{"Je stageplaats is gesloten",
           "de universiteit heeft je stageplaats gesloten. Bij Kring zie je de reden."},
          {"Din praktikplats är stängd",
           "universitetet har stängt din praktikplats. På Kring ser du skälet."},
          {"Praksisplassen din er stengt",
           "universitetet har stengt praksisplassen din. På Kring ser du grunnen."},
          {"Ihre Praktikumsstelle ist geschlossen",
           "die Universität hat Ihre Praktikumsstelle geschlossen. Den Grund sehen Sie bei Kring."},
          {"Votre offre de stage est fermée",
           "l'université a fermé votre offre de stage. Sur Kring, vous en voyez la raison."},
          {"Your internship is closed",
           "the university has closed your internship. At Kring you see the reason."}}},
    {.notice = "internship_lead.withdraw",
     .in = {{"Je stageplaats is ingetrokken",
             "de universiteit heeft je stageplaats ingetrokken. Bij Kring zie je de reden."},
            {"Din praktikplats är återtagen",
             "universitetet har återtagit din praktikplats. På Kring ser du skälet."},
            {"Praksisplassen din er trukket tilbake",
             "universitetet har trukket tilbake praksisplassen din. På Kring ser du grunnen."},
            {"Ihre Praktikumsstelle ist zurückgezogen",
             "die Universität hat Ihre Praktikumsstelle zurückgezogen. Den Grund sehen Sie bei "
             "Kring."},
            {"Votre offre de stage est retirée",
             "l'université a retiré votre offre de stage. Sur Kring, vous en voyez la raison."},
            {"Your internship is withdrawn",
             "the university has withdrawn your internship. At Kring you see the reason."}}},
    {.notice = "internship_lead.remind",
     .due = NOTICE_DUE_YOURS,
     .in =
         {{"Je stageplaats verloopt binnenkort",
           "je stageplaats verloopt binnenkort. Wil je dat die langer openstaat? Pas dan de "
           "laatste dag aan."},
          {"Din praktikplats går snart ut",
           "din praktikplats går snart ut. Vill du att den är öppen längre? Ändra då sista dagen."},
          {"Praksisplassen din går snart ut", "praksisplassen din går snart ut. Vil du at den skal "
                                              "være åpen lenger? Endre da den siste dagen."},
          {"Ihre Praktikumsstelle läuft bald ab",
           "Ihre Praktikumsstelle läuft bald ab. Soll sie länger offen sein? Dann ändern Sie bitte "
           "den letzten Tag."},
          {"Votre offre de stage expire bientôt",
           "votre offre de stage expire bientôt. Vous voulez la garder ouverte ? Changez alors le "
           "dernier jour."},
          {"Your internship ends soon", "your internship will soon be taken off. Shall it stay "
                                        "open? Then set a later last day."}}},
    {.notice = "internship_lead.expire",
     .in =
         {{"Je stageplaats is verlopen", "de termijn van je stageplaats is voorbij. Wie zich al "
                                         "heeft aangemeld, hoort nog graag van je."},
          {"Din praktikplats har gått ut",
           "tiden för din praktikplats är ute. Den som redan har sökt vill gärna få svar av dig."},
          {"Praksisplassen din er utløpt",
           "fristen for praksisplassen din er ute. De som alt har søkt, hører gjerne fra deg."},
          {"Ihre Praktikumsstelle ist abgelaufen",
           "die Frist Ihrer Praktikumsstelle ist vorbei. Wer sich schon beworben hat, freut sich "
           "über Ihre Antwort."},
          {"Votre offre de stage a expiré", "le délai de votre offre de stage est passé. Les "
                                            "candidatures déjà reçues attendent votre réponse."},
          {"Your internship has expired", "the time of your internship lead is over. Those who "
                                          "applied already would like to hear from you."}}},
    {.notice = NULL},
};
