// Regions: ISO 3166-2 codes and names from CLDR, and the GeoNames keys of their cities.
import path from 'node:path';
import { LANGUAGES, NEAR, UNICODE2016, byCode, readText, table } from './common.mjs';

// ISO 3166-2 suffix for GeoNames' first-level code, where the two differ.
const ADMIN1 = {
    NL: '01DR 02FR 03GE 04GR 05LI 06NB 07NH 09UT 10ZE 11ZH 15OV 16FL',
    SE: '02K 03X 05I 06N 07Z 08F 09H 10W 12G 14BD 15T 16E 18D 21C 22S 23AC 24Y 25U 26AB 27M 28O',
    NO: '0815 0918 1203 1411 2150 3030 3434 3838 4242 4646 5454',
    DK: '1784 1882 1981 2085 2183',
    FI: '0118 0219 0417 0506 0611 0716 0809 0902 1004 1115 1213 1308 1403 1512 1607 1714 1805 1910',
    DE: '01BW 02BY 03HB 04HH 05HE 06NI 07NW 08RP 09SL 10SH 11BB 12MV 13SN 14ST 15TH 16BE',
    AT: '011 022 033 044 055 066 077 088 099',
    FR: '11IDF 24CVL 27BFC 28NOR 32HDF 44GES 52PDL 53BRE 75NAQ 76OCC 84ARA 93PAC 9420R',
};
// The countries whose first-level code in GeoNames is the ISO suffix itself.
const ADMIN1_SAME = ['BE', 'LU', 'CH', 'GB', 'IE'];
// Ireland's counties, by GeoNames' second level; Dublin is four of them.
const IE_ADMIN2 = Object.fromEntries(
    (
        'C.10=G C.14=LM C.20=MO C.24=RN C.25=SO L.01=CW L.12=KE L.13=KK L.15=LS L.18=LD L.19=LH ' +
        'L.21=MH L.23=OY L.29=WH L.30=WX L.31=WW L.33=D L.34=D L.35=D L.39=D M.03=CE M.04=CO ' +
        'M.11=KY M.26=TA M.42=LK M.44=WD U.02=CN U.06=DL U.22=MN'
    )
        .split(' ')
        .map((pair) => pair.split('=')),
);
// CLDR 41 keeps withdrawn codes; these are the codes of ISO 3166-2 now. Norway: the counties that
// came back in 2024 get their new codes, and no key, as the cities are of 2023.
const RECODE = {
    'NO-01': 'NO-31',
    'NO-02': 'NO-32',
    'NO-06': 'NO-33',
    'NO-07': 'NO-39',
    'NO-08': 'NO-40',
    'NO-19': 'NO-55',
    'NO-20': 'NO-56',
    'FR-75': 'FR-75C',
    'FR-COR': 'FR-20R',
};
const REGIONS_OUT = new RegExp(
    '^(NL-(AW|BQ.|CW|SX)|NO-23|FR-(20R|75C|69M|9[0-9]{2}|BL|CP|GF|GP|GUA|' +
        'LRE|MAY|MF|MQ|NC|PF|PM|RE|TF|WF|YT)|GB-(?!(ENG|SCT|WLS|NIR)$).*)$',
);
// Where CLDR 41 has no name, or a wrong one.
const REGION_NAMES = {
    'FI-01': 'Åland',
    'NO-54': 'Troms og Finnmark',
    'FR-GES': 'Grand Est',
    'FR-HDF': 'Hauts-de-France',
    'FR-NAQ': 'Nouvelle-Aquitaine',
    'FR-CVL': 'Centre-Val de Loire',
    'FR-OCC': 'Occitanie',
};
// What CLDR puts before or after the name itself in some languages.
const REGION_WORDS = new RegExp(
    '^([Pp]rovin(cie|z) |[Kk]anton |[Cc]anton (du |des |de |d’)|Region |' +
        '[Cc]omté (de |d’)|County |Département )| fylke$| \\(region\\)$',
    'g',
);

/** ISO 3166-2 code to name, from one CLDR subdivisions file. */
function readSubdivisions(file) {
    const ret = new Map();
    for (const [, tag, name] of readText(file).matchAll(
        /<subdivision type="(\w+)"[^>]*>([^<]+)</g,
    )) {
        const code = `${tag.slice(0, 2)}-${tag.slice(2)}`.toUpperCase();
        if (!NEAR.includes(code.slice(0, 2))) continue;
        ret.set(
            code,
            name
                .replace(/&amp;/g, '&')
                .replace(/[⁰¹²³⁴-⁹]+$/u, '')
                .replace(REGION_WORDS, ''),
        );
    }
    return ret;
}

/** The GeoNames keys of each region: CC.admin1 or CC.admin1.admin2; several where it is several. */
function regionKeys(codes) {
    const ret = new Map();
    const add = (code, key) => ret.set(code, [...(ret.get(code) ?? []), key]);
    for (const [country, pairs] of Object.entries(ADMIN1)) {
        for (const pair of pairs.split(' '))
            add(`${country}-${pair.slice(2)}`, `${country}.${pair.slice(0, 2)}`);
    }
    for (const code of codes) {
        const [country, suffix] = code.split('-');
        const upper = country === 'BE' ? { V: 'VLG', W: 'WAL' }[suffix[0]] : null;
        if (upper && suffix !== upper) add(code, `BE.${upper}.${suffix}`);
        else if (ADMIN1_SAME.includes(country) && (country !== 'IE' || /^[CLMU]$/.test(suffix)))
            add(code, `${country}.${suffix}`);
    }
    for (const [key, suffix] of Object.entries(IE_ADMIN2)) add(`IE-${suffix}`, `IE.${key}`);
    for (const part of ['211', '212', '213']) add('FI-01', `AX.${part}`);
    return ret;
}

/** A French department is GeoNames' second level of whichever region the cities carry. */
function addDepartments(keys, cities) {
    const seen = new Set(
        cities.filter((c) => c.geocountry === 'FR').map((c) => `${c.admin1}.${c.admin2}`),
    );
    for (const key of [...seen].sort(byCode)) {
        const suffix = key.split('.')[1];
        keys.set(`FR-${suffix === '75' ? '75C' : suffix}`, [`FR.${key}`]);
    }
}

export function buildRegions(cldr, cities) {
    const names = {};
    for (const language of ['nl', 'sv', 'no', 'da', 'de', 'fr', 'en', 'fi']) {
        names[language] = readSubdivisions(path.join(cldr, 'subdivisions', `${language}.xml`));
    }
    const from = new Map();
    for (const code of names.en.keys())
        if (!REGIONS_OUT.test(code)) from.set(RECODE[code] ?? code, code);
    const keys = regionKeys(from.keys());
    addDepartments(keys, cities);
    const own = { SE: 'sv', NO: 'no', DE: 'de', AT: 'de', FR: 'fr', BE: 'nl', NL: 'nl', DK: 'da' };
    const name = (code, language) => {
        const source = from.get(code);
        const inLanguage = names[language === 'nb' ? 'no' : language].get(source);
        return (
            REGION_NAMES[code] ??
            inLanguage ??
            names[own[code.slice(0, 2)]]?.get(source) ??
            names.en.get(source)
        );
    };
    const codes = [...from.keys()].sort(
        (a, b) => NEAR.indexOf(a.slice(0, 2)) - NEAR.indexOf(b.slice(0, 2)) || byCode(a, b),
    );
    const rows = codes.map((code) => [
        code,
        code.slice(0, 2),
        ...LANGUAGES.map((l) => name(code, l)),
        (keys.get(code) ?? []).join('|'),
    ]);
    const comments = [
        'title: regions of 13 countries, ISO 3166-2 codes, in the six languages of Kring',
        "source: names from CLDR 41, Debian unicode-cldr-core 41-0.1; the keys are Kring's own work",
        `licence: ${UNICODE2016}`,
        'date: 2022-04 (CLDR 41), keys for the cities of 2023-03',
        'order: countries as Kring lists them, code',
        'geonames: GeoNames keys CC.admin1 or CC.admin1.admin2, | between several; a city is in the',
        '  region of its longest key, and BE.VLG holds BE.VLG.VAN; empty where no city carries it: the',
        '  Norwegian counties withdrawn before 2023 or come back in 2024 are names to read only',
    ];
    return { rows, text: table(comments, ['code', 'parent', ...LANGUAGES, 'geonames'], rows) };
}
