// What the parts of seeds/refresh.mjs share: lists, licences, reading, one way to write a table.
import fs from 'node:fs';
import path from 'node:path';

// Kring's six languages in their order; the thirteen countries whose towns are all listed.
export const LANGUAGES = ['nl', 'sv', 'nb', 'de', 'fr', 'en'];
export const NEAR = ['NL', 'BE', 'LU', 'SE', 'NO', 'DK', 'FI', 'DE', 'AT', 'CH', 'FR', 'GB', 'IE'];

export const GEONAMES =
    'GeoNames (geonames.org), CC BY 4.0; changed: cut, joined, sorted; see seeds/NOTICE.md';
export const UNICODE3 = 'Unicode-3.0, Copyright 2004-2026 Unicode, Inc.; see seeds/NOTICE.md';
export const UNICODE2016 =
    'Unicode-DFS-2016, Copyright 1991-2022 Unicode, Inc.; see seeds/NOTICE.md';

export const byCode = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
export const readText = (...parts) => fs.readFileSync(path.join(...parts), 'utf8');
export const readJson = (...parts) => JSON.parse(readText(...parts));

/** What two spellings of one name share: letters without marks, digits, single spaces. */
export const fold = (name) =>
    name
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .replace(/ø/g, 'o')
        .replace(/æ/g, 'ae')
        .replace(/ß/g, 'ss')
        .replace(/[^\p{L}\p{N}]+/gu, ' ')
        .trim();

export function table(comments, columns, rows) {
    const text = [
        ...comments.map((line) => `# ${line}`),
        '# written by seeds/refresh.mjs',
        columns.join('\t'),
        ...rows.map((row) => row.join('\t')),
    ].join('\n');
    return `${text.normalize('NFC')}\n`;
}
