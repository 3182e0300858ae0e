// Holds what the HTTP tests sent and got (tests/http/http_record.h) against the description of the
// API, and the description's examples against its schemas. Called by tests/check_api.sh:
//   node check_exchanges.js examples OPENAPI.JSON
//   node check_exchanges.js exchanges OPENAPI.JSON EXCHANGES
//   node check_exchanges.js planted OPENAPI.JSON EXCHANGES
//   node check_exchanges.js traces TEST FOLDER >>EXCHANGES
// `traces` turns what `curl --trace FILE` wrote, a file a request, into exchanges of TEST. `planted` breaks good exchanges in one way after the other and fails when one goes unseen. Each
// way is a row of `plants`. Exit 1 when something does not fit; a line tells each.
'use strict';
const fs = require('fs');
const Ajv2020 = require('ajv/dist/2020').default;

// Headers of HTTP itself; any other header of a reply is described.
const PLAIN_HEADERS = ['connection', 'content-length', 'content-type', 'date'];
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const SHOWN_MAX = 500;

// ---- the description

// RFC 3339, and as Kring writes it: in UTC.
function isTime(text) {
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

class Description {
    constructor(document) {
        this.document = document;
        this.ajv = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true });
        this.ajv.addVocabulary(['components']);
        this.ajv.addFormat('date-time', isTime);
        this.validators = new Map();
        this.operations = [];
        for (const [path, item] of Object.entries(document.paths))
            for (const method of METHODS)
                if (item[method] !== undefined)
                    this.operations.push({ ...item[method], path, method: method.toUpperCase() });
    }

    // The thing itself, or what its $ref names.
    resolve(thing) {
        while (thing !== undefined && thing.$ref !== undefined)
            thing = thing.$ref.slice(2).split('/').reduce(
                (at, part) => at[part.replace(/~1/g, '/').replace(/~0/g, '~')], this.document);
        return thing;
    }

    // What is wrong with a value, as texts.
    faults(schema, value) {
        const key = JSON.stringify(schema);
        if (!this.validators.has(key))
            this.validators.set(
                key, this.ajv.compile({ ...schema, components: this.document.components }));
        const validate = this.validators.get(key);
        return validate(value) ? [] : validate.errors.map(
            ({ instancePath, message, params }) =>
                `${instancePath || '/'} ${message} ${JSON.stringify(params)}`);
    }

    // The operations of a path, each with the values of its path's parameters.
    at(path) {
        const segments = path.split('/');
        const found = [];
        for (const operation of this.operations) {
            const wanted = operation.path.split('/');
            const values = {};
            const fits = wanted.length === segments.length && wanted.every((part, i) => {
                if (!part.startsWith('{'))
                    return part === decode(segments[i]);
                values[part.slice(1, -1)] = decode(segments[i]);
                return segments[i] !== '';
            });
            if (fits)
                found.push({ operation, values });
        }
        return found;
    }
}

// ---- exchanges

function decode(text) {
    try {
        return decodeURIComponent(text.replace(/\+/g, '%20'));
    } catch {
        return undefined;
    }
}

function utf8(bytes) {
    return Buffer.from(bytes, 'latin1').toString('utf8');
}

function readHeaders(lines) {
    const headers = {};
    for (const line of lines) {
        const colon = line.indexOf(':');
        if (colon > 0)
            headers[line.slice(0, colon).toLowerCase()] = utf8(line.slice(colon + 1).trim());
    }
    return headers;
}

// { first, headers, rest } of a message, or null when its head has no end.
function readHead(bytes) {
    const end = bytes.indexOf('\r\n\r\n');
    if (end < 0)
        return null;
    const [first, ...lines] = bytes.slice(0, end).split('\r\n');
    return { first, headers: readHeaders(lines), rest: bytes.slice(end + 4) };
}

function readChunks(bytes) {
    let body = '';
    for (let at = 0; ;) {
        const end = bytes.indexOf('\r\n', at);
        const size = end < 0 ? 0 : parseInt(bytes.slice(at, end), 16);
        if (!(size > 0))
            return body;
        body += bytes.slice(end + 2, end + 2 + size);
        at = end + 2 + size + 2;
    }
}

function readRequest(line) {
    const head = readHead(line.sent);
    const words = head === null ? [] : head.first.split(' ');
    if (words.length !== 3)
        return { whole: false, first: line.sent.split('\r\n')[0], headers: {}, body: '' };
    const [method, target] = words;
    const [path, query] = target.split(/\?(.*)/s);
    const chunked = head.headers['transfer-encoding'] === 'chunked';
    return {
        whole: line.sent_size === line.sent.length, first: head.first, method, target, path,
        query: query ?? '', headers: head.headers,
        body: chunked ? readChunks(head.rest) : head.rest,
    };
}

// A connection's lines follow each other, and no test sends a request before the last one's reply.
function readExchange(text) {
    const line = JSON.parse(text);
    const head = readHead(line.received);
    return {
        test: line.test, request: readRequest(line),
        reply: { status: Number(head.first.split(' ')[1]), headers: head.headers, body: head.rest },
    };
}

// ---- traces of curl

// "0010: 68 65 6c …", sixteen bytes a line, and then the same as text.
function readDump(lines) {
    const bytes = (line) => line.slice(line.indexOf(':') + 2).slice(0, 16 * 3).trim().split(/ +/)
        .filter((word) => word !== '');
    return lines.flatMap(bytes).map((word) => String.fromCharCode(parseInt(word, 16))).join('');
}

// The parts of a trace in order: { sent, bytes }.
function readParts(trace) {
    const parts = [];
    for (const line of trace.split('\n')) {
        const head = /^(=>|<=) (Send|Recv) (header|data)/.exec(line);
        if (head !== null)
            parts.push({ sent: head[1] === '=>', header: head[3] === 'header', lines: [] });
        else if (/^(==|=>|<=) /.test(line))
            parts.push({ lines: [] });
        else if (parts.length > 0)
            parts.at(-1).lines.push(line);
    }
    return parts.filter(({ sent }) => sent !== undefined)
        .map(({ sent, header, lines }) => ({ sent, header, bytes: readDump(lines) }));
}

// A trace has one request after the other, each followed by its reply.
function exchangesOfTrace(test, trace, connection) {
    const exchanges = [];
    for (const { sent, header, bytes } of readParts(trace)) {
        const last = exchanges.at(-1);
        if (sent && header && (last === undefined || last.received !== ''))
            exchanges.push({ test, connection, sent: bytes, received: '' });
        else if (sent && last !== undefined)
            last.sent += bytes;
        else if (last !== undefined && !/^HTTP\/1\.1 100 /.test(bytes))
            last.received += bytes;
    }
    return exchanges.filter(({ received }) => received !== '')
        .map((exchange) => ({ ...exchange, sent_size: exchange.sent.length }));
}

function printTraces(test, folder) {
    let count = 0;
    for (const file of fs.readdirSync(folder).sort())
        for (const exchange of exchangesOfTrace(
            test, fs.readFileSync(`${folder}/${file}`, 'latin1'), file)) {
            console.log(JSON.stringify(exchange).replace(/[\x7f-\xff]/g,
                (c) => `\\u00${c.charCodeAt(0).toString(16)}`));
            count++;
        }
    console.error(`note: ${count} exchanges of ${test}`);
    return count > 0;
}

function readExchanges(path) {
    return fs.readFileSync(path, 'latin1').trimEnd().split('\n').map(readExchange);
}

// ---- checks, each appends to faults what does not fit

function coerce(schema, values) {
    const one = (value) => {
        if (schema.type === 'integer' && /^-?\d+$/.test(value))
            return Number(value);
        return schema.type === 'boolean' && /^(true|false)$/.test(value) ? value === 'true' : value;
    };
    return schema.type === 'array' ? values : one(values[0]);
}

function readQuery(query) {
    const given = new Map();
    for (const part of query.split('&').filter((text) => text !== '')) {
        const [name, value] = part.split(/=(.*)/s).map((text) => decode(text ?? ''));
        given.set(name, [...(given.get(name) ?? []), value ?? '']);
    }
    return given;
}

function checkParameters(api, { operation, values }, request, faults) {
    const query = readQuery(request.query);
    const known = new Set();
    for (const named of operation.parameters ?? []) {
        const parameter = api.resolve(named);
        const { name, schema } = parameter;
        const given = parameter.in === 'query' ? query.get(name)
            : [parameter.in === 'path' ? values[name] : request.headers[name.toLowerCase()]]
                .filter((value) => value !== undefined);
        if (parameter.in === 'query')
            known.add(name);
        if (given === undefined || given.length === 0) {
            if (parameter.required)
                faults.push(`taken without the ${parameter.in} parameter ${name}`);
            continue;
        }
        if (given.length > 1 && schema.type !== 'array')
            faults.push(`taken with ${name} twice`);
        faults.push(...api.faults(schema, coerce(schema, given))
            .map((fault) => `taken with ${name}=${given}: ${fault}`));
    }
    for (const name of query.keys())
        if (!known.has(name))
            faults.push(`taken with the unknown parameter ${name}`);
}

function bareType(headers) {
    return (headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
}

function isJsonType(type) {
    return type === 'application/json' || type.endsWith('+json');
}

function checkRequestBody(api, operation, request, faults) {
    const described = api.resolve(operation.requestBody);
    if (described === undefined) {
        if (request.body !== '')
            faults.push('taken with a body');
        return;
    }
    if (request.body === '' && described.required !== true)
        return;
    const content = described.content[bareType(request.headers)];
    if (content === undefined)
        faults.push(`taken with a body of type ${bareType(request.headers)}`);
    else if (isJsonType(bareType(request.headers)))
        faults.push(...api.faults(content.schema, JSON.parse(utf8(request.body)))
            .map((fault) => `request body ${fault}`));
}

// What a request that was taken (2xx) must have been.
function checkRequest(api, matched, request, faults) {
    const { operation } = matched;
    const ways = operation.security ?? api.document.security;
    const named = (way) => Object.keys(way).every((name) => {
        const scheme = api.document.components.securitySchemes[name];
        return scheme.type === 'apiKey' ? request.headers[scheme.name.toLowerCase()] !== undefined
            : /^Bearer /.test(request.headers.authorization ?? '');
    });
    if (ways.length > 0 && !ways.some(named))
        faults.push('taken without a token');
    checkParameters(api, matched, request, faults);
    if (request.whole)
        checkRequestBody(api, operation, request, faults);
}

function checkHeaders(api, described, reply, faults) {
    const known = new Set(PLAIN_HEADERS);
    for (const [name, named] of Object.entries(described.headers ?? {})) {
        const header = api.resolve(named);
        const value = reply.headers[name.toLowerCase()];
        known.add(name.toLowerCase());
        if (value === undefined && header.required)
            faults.push(`no header ${name}`);
        if (value !== undefined)
            faults.push(...api.faults(header.schema, coerce(header.schema, [value]))
                .map((fault) => `header ${name} ${fault}`));
    }
    for (const name of Object.keys(reply.headers))
        if (!known.has(name))
            faults.push(`the header ${name} is not described`);
}

function readJson(reply, faults) {
    try {
        return JSON.parse(utf8(reply.body));
    } catch (error) {
        faults.push(`the body is no JSON: ${error.message}`);
        return undefined;
    }
}

function checkBody(api, described, reply, faults) {
    const type = bareType(reply.headers);
    const content = (described.content ?? {})[type];
    if (content === undefined) {
        faults.push(type === '' ? 'no Content-Type' : `the type ${type} is not described`);
        return;
    }
    if (Number(reply.headers['content-length']) !== reply.body.length)
        faults.push('Content-Length is not the size of the body');
    const value = isJsonType(type) ? readJson(reply, faults) : utf8(reply.body);
    if (value === undefined)
        return;
    faults.push(...api.faults(content.schema, value).map((fault) => `reply body ${fault}`));
    if (type === 'application/problem+json')
        checkProblem(api, value, reply, faults);
}

// What a problem says and no schema can: that it speaks of this reply.
function checkProblem(api, problem, reply, faults) {
    if (problem.status !== reply.status)
        faults.push(`the problem says ${problem.status}`);
    if (problem.type !== `/problems/${problem.code}`)
        faults.push(`the problem ${problem.code} has the type ${problem.type}`);
    if (problem.request_id !== reply.headers['x-request-id'])
        faults.push('the request_id is not the X-Request-Id');
}

function checkReply(api, described, request, reply, faults) {
    checkHeaders(api, described, reply, faults);
    const bodiless = request.method === 'HEAD' || described.content === undefined;
    if (!bodiless)
        checkBody(api, described, reply, faults);
    else if (reply.body !== '')
        faults.push('a body where none belongs');
}

function checkOptions(api, operations, reply, faults) {
    const methods = new Set([...operations.map(({ operation }) => operation.method), 'OPTIONS']);
    if (methods.has('GET'))
        methods.add('HEAD');
    const allowed = (reply.headers.allow ?? '').split(', ').filter((word) => word !== '');
    if (allowed.length !== methods.size || !allowed.every((word) => methods.has(word)))
        faults.push(`Allow is ${allowed}, not ${[...methods]}`);
    if (reply.body !== '' || reply.headers['x-request-id'] === undefined)
        faults.push('OPTIONS has a body, or no X-Request-Id');
}

// What none of the operations answers is a problem: no such path, no such method, no request.
function checkRefusal(api, request, reply, faults) {
    if (reply.status < 400)
        faults.push('no operation is described for what was taken');
    const described = api.document.components.responses.problem;
    checkReply(api, described, request, reply, faults);
}

// The faults of one exchange; matched names its operation, undefined for none.
function checkExchange(api, { request, reply }) {
    const faults = [];
    const operations = request.path === undefined ? []
        : request.target === '*' ? api.operations.map((operation) => ({ operation }))
            : api.at(request.path);
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const matched = operations.find(({ operation }) => operation.method === method);
    if (request.method === 'OPTIONS' && operations.length > 0 && reply.status === 204) {
        checkOptions(api, operations, reply, faults);
    } else if (matched === undefined) {
        checkRefusal(api, request, reply, faults);
    } else {
        const responses = matched.operation.responses;
        const described = api.resolve(responses[reply.status] ?? responses.default);
        if (responses[reply.status] === undefined && reply.status < 400)
            faults.push('this status is not described');
        checkReply(api, described, request, reply, faults);
        if (reply.status >= 200 && reply.status < 300)
            checkRequest(api, matched, request, faults);
    }
    return { faults, matched: matched?.operation };
}

// What libmicrohttpd refuses by itself, in its own words, before the request reaches Kring;
// some of it comes twice.
function isForeign({ reply }) {
    return bareType(reply.headers) === '' &&
        /^(HTTP\/1\.1 400 [^<]*)?<html><head><title>Request /.test(reply.body);
}

function tell({ test, request, reply }, faults) {
    console.log(`${test}: ${request.first} → ${reply.status}`);
    for (const fault of faults)
        console.log(`    ${fault}`);
    if (request.body !== '')
        console.log(`    request body: ${utf8(request.body).slice(0, SHOWN_MAX)}`);
    console.log(`    reply body: ${utf8(reply.body).slice(0, SHOWN_MAX)}`);
}

// ---- `exchanges`

function checkAll(api, exchanges) {
    const ours = exchanges.filter((exchange) => !isForeign(exchange));
    const done = new Set();
    let bad = 0;
    for (const exchange of ours) {
        const { faults, matched } = checkExchange(api, exchange);
        if (faults.length > 0) {
            tell(exchange, faults);
            bad++;
        } else if (matched !== undefined && exchange.reply.status < 300) {
            done.add(matched.operationId);
        }
    }
    for (const { operationId } of api.operations)
        if (!done.has(operationId)) {
            console.log(`${operationId}: no test does it with success`);
            bad++;
        }
    console.log(`note: ${ours.length} exchanges of ${done.size} operations fit the description` +
        `${bad > 0 ? `, but ${bad} do not` : ''}; ` +
        `${exchanges.length - ours.length} refused by libmicrohttpd itself left out`);
    return bad === 0;
}

// ---- `planted`

const isJson = ({ reply }) => reply.status === 200 &&
    bareType(reply.headers) === 'application/json' && reply.body.startsWith('{"items":[{');
const isPeople = (exchange) => isJson(exchange) && exchange.request.path === '/v1/people';
const isProblem = ({ reply }) => bareType(reply.headers) === 'application/problem+json';
const isLimited = ({ reply }) => reply.status === 429 && 'retry-after' in reply.headers;
const isPatch = ({ request, reply }) => request.method === 'PATCH' && reply.status === 200;
const isEvent = ({ request, reply }) => request.method === 'POST' && reply.status === 200 &&
    /^\/v1\/(mentoring-requests|mentorships)\/[^/]+\/[a-z-]+$/.test(request.path);
const isMade = ({ reply }) => reply.status === 201 && 'location' in reply.headers;
const isConflict = (exchange) => isProblem(exchange) && exchange.reply.status === 409 &&
    exchange.reply.body.includes('"code":"conflict"') &&
    exchange.request.path.startsWith('/v1/ment');
const isReplayed = ({ reply }) => 'idempotency-replayed' in reply.headers;
const isTaken = ({ request, reply }) => request.method === 'GET' && reply.status === 200 &&
    request.path.startsWith('/v1/');

function edit(exchange, change) {
    const value = JSON.parse(utf8(exchange.reply.body));
    change(value);
    exchange.reply.body = Buffer.from(JSON.stringify(value)).toString('latin1');
    exchange.reply.headers['content-length'] = String(exchange.reply.body.length);
}

// what is broken, in which exchanges, how
const plants = [
    ['a required member is gone', isJson, (x) => edit(x, (v) => { delete v.items; })],
    ['a member has another type', isPeople, (x) => edit(x, (v) => { v.items[0].external_id = 7; })],
    ['an unknown member', isJson, (x) => edit(x, (v) => { v.items[0].colour = 'red'; })],
    ['a problem without its code', isProblem, (x) => edit(x, (v) => { delete v.code; })],
    ['a problem of another status', isProblem, (x) => edit(x, (v) => { v.status = 418; })],
    ['a problem of another request', isProblem, (x) => edit(x, (v) => { v.request_id = 'other'; })],
    ['no JSON', isJson, (x) => { x.reply.body = x.reply.body.replace('{', '['); }],
    ['a body cut short', isJson, (x) => { x.reply.body = x.reply.body.slice(0, -5); }],
    ['another content type', isJson, (x) => { x.reply.headers['content-type'] = 'text/plain'; }],
    ['a status not described', isJson, (x) => { x.reply.status = 206; }],
    ['no request id', isJson, (x) => { delete x.reply.headers['x-request-id']; }],
    ['a header not described', isJson, (x) => { x.reply.headers['x-powered-by'] = 'ring'; }],
    ['no advice when to try again', isLimited, (x) => { delete x.reply.headers['retry-after']; }],
    ['an unknown parameter is taken', isTaken, (x) => { x.request.query += '&colour=red'; }],
    ['a limit out of range is taken', isPeople, (x) => { x.request.query = 'limit=201'; }],
    ['no token is needed', isTaken, (x) => { delete x.request.headers.authorization; }],
    ['an unknown member is taken', isPatch, (x) => { x.request.body = '{"colour":"red"}'; }],
    ['another type of body is taken', isPatch, (x) => { x.request.headers['content-type'] = 'text/csv'; }],
    ['an event leads to another state', isEvent, (x) => edit(x, (v) => { v.state = 'draft'; })],
    ['a state of another type', isEvent, (x) => edit(x, (v) => { v.state = 7; })],
    ['a time that is none', isEvent, (x) => edit(x, (v) => { v.state_since = 'tomorrow'; })],
    ['nobody says what was made', isMade, (x) => { delete x.reply.headers.location; }],
    ['what was made has no tag', isMade, (x) => { delete x.reply.headers.etag; }],
    ['what is made is answered 200', isMade, (x) => { x.reply.status = 200; }],
    ['what Kring sets is taken', isMade, (x) => { x.request.body = x.request.body.replace('{', '{"version":7,'); }],
    ['a 409 that nobody describes', isConflict, (x) => edit(x, (v) => { v.code = 'full'; v.type = '/problems/full'; })],
    ['a replay that says no', isReplayed, (x) => { x.reply.headers['idempotency-replayed'] = 'false'; }],
    ['a route nobody describes', isTaken, (x) => { x.request.path = '/v2/people'; }],
    ['HEAD with a body', isJson, (x) => { x.request.method = 'HEAD'; }],
];

function checkPlants(api, exchanges) {
    const good = exchanges.filter((exchange) => !isForeign(exchange) &&
        exchange.request.whole && checkExchange(api, exchange).faults.length === 0);
    let unseen = 0;
    for (const [what, fits, plant] of plants) {
        const exchange = structuredClone(good.find(fits));
        if (exchange !== undefined)
            plant(exchange);
        if (exchange === undefined || checkExchange(api, exchange).faults.length === 0) {
            console.log(`planted and not seen: ${what}`);
            unseen++;
        }
    }
    console.log(`note: ${plants.length - unseen} of ${plants.length} planted violations are caught`);
    return unseen === 0;
}

// ---- `examples`

function checkExample(api, where, described) {
    if (described.example === undefined)
        return [`${where}: no example`];
    return api.faults(described.schema, described.example).map((fault) => `${where}: ${fault}`);
}

function checkExamplesOf(api, operation) {
    const faults = [];
    for (const named of operation.parameters ?? []) {
        const parameter = api.resolve(named);
        if (parameter.required || parameter.example !== undefined)
            faults.push(...checkExample(api, parameter.name, parameter));
    }
    const bodies = { request: operation.requestBody, ...operation.responses };
    for (const [where, body] of Object.entries(bodies))
        for (const [type, content] of Object.entries(api.resolve(body)?.content ?? {}))
            faults.push(...checkExample(api, `${where} ${type}`, content));
    return faults;
}

function checkExamples(api) {
    let bad = 0;
    for (const operation of api.operations)
        for (const fault of checkExamplesOf(api, operation)) {
            console.log(`${operation.operationId}: ${fault}`);
            bad++;
        }
    return bad === 0;
}

const [what, first, second] = process.argv.slice(2);
const described = () => new Description(JSON.parse(fs.readFileSync(first, 'utf8')));
const checks = {
    examples: () => checkExamples(described()),
    exchanges: () => checkAll(described(), readExchanges(second)),
    planted: () => checkPlants(described(), readExchanges(second)),
    traces: () => printTraces(first, second),
};
process.exitCode = checks[what]() ? 0 : 1;
