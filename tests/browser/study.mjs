/* A study in a folder of its own and the real program serving it on loopback. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const program = process.env.SAMENSCAN ?? new URL('../../build/dev/samenscan', import.meta.url).pathname;

const logo = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 60"><circle cx="30" cy="30" r="20" fill="none" ' +
  'stroke="#7a1f5c" stroke-width="8"/><circle cx="52" cy="30" r="20" fill="none" stroke="#e0a030" stroke-width="8"/>' +
  '<text x="84" y="38" font-family="sans-serif" font-size="24" font-weight="700" fill="#7a1f5c">Instituut</text></svg>';

/* Ann takes part in two alliances, Bob and Bo in one place of one organisation each, Carl left and
 * Cleo took over, Hans is an account holder. */
const people = [
  { respondent: 'ann-1', alliance: 'samen', organisation: 'vaart', role: 'lead', person: 'ann' },
  { respondent: 'ann-2', alliance: 'kleur', organisation: 'vaart', role: 'partner', person: 'ann' },
  { respondent: 'bob', alliance: 'samen', organisation: 'diversion', role: 'partner' },
  { respondent: 'bo', alliance: 'samen', organisation: 'diversion', role: 'partner', language: 'en' },
  { respondent: 'carl', alliance: 'kleur', organisation: 'brug', role: 'lead', left: '2026-01-15' },
  { respondent: 'cleo', alliance: 'kleur', organisation: 'brug', role: 'lead', succeeds: 'carl' },
  { respondent: 'hans', alliance: 'kleur', role: 'account_holder' },
];

const study = {
  id: 'browser', simulated: true, language: 'nl', funder: 'de gemeente',
  title: { nl: 'Allianties in de stad', en: 'Alliances in the city' },
  institute: {
    name: 'Instituut voor Samenwerking', email: 'onderzoek@example.org', telephone: '020 123 45 67',
    privacy_statement: 'https://example.org/privacy', colour: '#7a1f5c', logo: 'logo.svg',
  },
  alliances: [
    { id: 'samen', name: 'Samen Sterk in Werk', partners: [
      { id: 'vaart', name: 'Vrouw en Vaart', lead: true }, { id: 'diversion', name: 'Diversion' }] },
    { id: 'kleur', name: 'Kleur in de Wijk', partners: [
      { id: 'brug', name: 'Stichting De Brug', lead: true }, { id: 'vaart', name: 'Vrouw en Vaart' }] },
  ],
  people, sources: [],
  waves: [{ id: '2026', questionnaire: 'alliance-31', closes: '2999-12-31', erase_after: '2999-12-31' }],
};

function run(...args) {
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

export class Served {
  /* change: a function that may change study.json before it is written. */
  constructor(change = () => {}) {
    this.folder = mkdtempSync(join(tmpdir(), 'samenscan-browser-'));
    this.study = join(this.folder, 'study');
    run('init', this.study, '--account-holders', 'account-holder', '--quiet');
    run('init', this.study, '--questionnaire', 'most-significant-change', '--quiet');
    writeFileSync(join(this.study, 'logo.svg'), logo);
    this.write(change);
    this.tokens = {};
    for (const line of run('serve', this.study, '--tokens').trim().split('\r\n').slice(1)) {
      const fields = line.split(',');
      this.tokens[fields[0]] = fields[5];
    }
  }
  write(change) {
    const content = structuredClone(study);
    change(content);
    writeFileSync(join(this.study, 'study.json'), JSON.stringify(content));
  }
  async start() {
    this.server = spawn(program, ['serve', this.study, '--port', String(this.port ?? 0)]);
    this.log = '';
    this.server.stderr.on('data', (data) => { this.log += data; });
    this.address = await new Promise((resolve, reject) => {
      this.server.stdout.on('data', (data) => resolve(String(data).trim()));
      this.server.on('exit', (code) => reject(new Error(`the server ended (${code}): ${this.log}`)));
    });
    this.port = Number(new URL(this.address).port);
    return this;
  }
  link(respondent) { return `${this.address}q/${this.tokens[respondent]}`; }
  async stop(signal = 'SIGTERM') {
    const ended = new Promise((resolve) => this.server.once('exit', resolve));
    this.server.kill(signal);
    await ended;
  }
  /* Every response as the JSON export has it, by respondent. */
  responses() {
    const key = run('serve', this.study, '--reader-key').trim();
    return fetch(`${this.address}api/v1/responses`, { headers: { Authorization: `Bearer ${key}` } })
      .then((reply) => reply.json())
      .then((page) => Object.fromEntries(page.responses.map((r) => [r.respondent, r])));
  }
  async remove() {
    if (this.server && this.server.exitCode === null && this.server.signalCode === null) { await this.stop(); }
    rmSync(this.folder, { recursive: true, force: true });
  }
  file(name) { return readFileSync(join(this.study, name), 'utf8'); }
}
