// Languages, countries, who speaks what, and names of people.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { LANGUAGES, NEAR, UNICODE3, byCode, readJson, table } from './common.mjs';

// Codes that CLDR names and that are not countries of ISO 3166-1.
const NOT_COUNTRIES = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '));
const SHORT_NAMES = new Set(['HK', 'MO', 'PS']);
const NOT_LANGUAGES = new Set(['und', 'mul', 'mis', 'zxx']);
const PERSON_LOCALES = 'nl nl_BE fr_BE sv nb_NO da fi de de_AT de_CH fr fr_CH en'.split(' ');
const PERSON_KINDS = [
    ['first_f', 'first_name', 'female'],
    ['first_m', 'first_name', 'male'],
    ['first_x', 'first_name', 'generic'],
    ['last', 'last_name', 'generic'],
];

/** CLDR display names of a kind ("languages", "territories") by language; nb inherits from no. */
function readDisplayNames(npm, kind) {
    const one = (locale) =>
        readJson(npm, 'cldr-localenames-full/main', locale, `${kind}.json`).main[locale]
            .localeDisplayNames[kind];
    const ret = {};
    for (const language of LANGUAGES) ret[language] = one(language);
    ret.nb = { ...one('no'), ...ret.nb };
    return ret;
}

export function buildLanguages(npm) {
    const names = readDisplayNames(npm, 'languages');
    const codes = Object.keys(names.en)
        .filter((code) => /^[a-z]{2,3}$/.test(code) && !NOT_LANGUAGES.has(code))
        .sort(byCode);
    const rows = codes.map((code) => [
        code,
        '',
        ...LANGUAGES.map((l) => names[l][code] ?? names.en[code]),
    ]);
    const comments = [
        'title: languages, ISO 639 codes, in the six languages of Kring',
        'source: CLDR 48.2.0, npm cldr-localenames-full',
        `licence: ${UNICODE3}`,
        'date: 2026 (CLDR 48.2.0)',
        'order: by code',
    ];
    return { codes: new Set(codes), text: table(comments, ['code', 'parent', ...LANGUAGES], rows) };
}

export function buildCountries(npm) {
    const names = readDisplayNames(npm, 'territories');
    const name = (l, code) =>
        (SHORT_NAMES.has(code) && names[l][`${code}-alt-short`]) ||
        names[l][code] ||
        names.en[code];
    const codes = Object.keys(names.en)
        .filter((code) => /^[A-Z]{2}$/.test(code) && !NOT_COUNTRIES.has(code))
        .sort(byCode);
    const rows = codes.map((code) => [code, '', ...LANGUAGES.map((l) => name(l, code))]);
    const comments = [
        'title: countries, ISO 3166-1 codes and XK, in the six languages of Kring',
        'source: CLDR 48.2.0, npm cldr-localenames-full',
        `licence: ${UNICODE3}`,
        'date: 2026 (CLDR 48.2.0)',
        'order: by code',
    ];
    return table(comments, ['code', 'parent', ...LANGUAGES], rows);
}

/** Share of people by language, for the thirteen countries; a script is dropped from its code. */
export function buildCountryLanguages(npm, languages) {
    const info = readJson(npm, 'cldr-core/supplemental/territoryInfo.json').supplemental
        .territoryInfo;
    const rows = [];
    for (const country of NEAR) {
        const all = Object.entries(info[country].languagePopulation).map(([tag, about]) => [
            country,
            tag.replace('_Hant', ''),
            about._populationPercent,
        ]);
        rows.push(
            ...all
                .filter(([, l, share]) => languages.has(l) && Number(share) > 0)
                .sort((a, b) => Number(b[2]) - Number(a[2]) || byCode(a[1], b[1])),
        );
    }
    return table(
        [
            "title: percent of a country's people who use a language (they need not sum to 100)",
            'source: CLDR 48.2.0, npm cldr-core, territoryInfo',
            `licence: ${UNICODE3}`,
            'date: 2026 (CLDR 48.2.0)',
            'order: countries as Kring lists them, share falling',
        ],
        ['country', 'language', 'percent'],
        rows,
    );
}

export async function buildPersonNames(npm) {
    const { allLocales } = await import(
        pathToFileURL(path.resolve(npm, '@faker-js/faker/dist/index.js'))
    );
    const rows = [];
    for (const locale of PERSON_LOCALES) {
        for (const [kind, field, group] of PERSON_KINDS) {
            const names = new Set(allLocales[locale].person[field]?.[group] ?? []);
            rows.push(...[...names].sort(byCode).map((name) => [locale, kind, name]));
        }
    }
    return table(
        [
            'title: first names (f, m, x: any) and last names by locale, for made-up people only',
            'source: npm @faker-js/faker 10.6.0',
            'licence: MIT, Copyright (c) 2022-2025 Faker contributors, 2011-2020 Marak Squires; see',
            '  seeds/NOTICE.md',
            'date: 2026 (10.6.0)',
            'order: locale, kind, name by code point',
        ],
        ['locale', 'kind', 'name'],
        rows,
    );
}
