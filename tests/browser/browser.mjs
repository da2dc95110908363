/* Debian's chromium, driven by playwright-core, and what every page must be: looked at by axe-core, no
 * scrolling sideways, targets large enough, nothing from elsewhere. */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const options = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run'],
};
export const sizes = { small: [320, 640], phone: [390, 844], desktop: [1280, 900] };

export function launch() { return chromium.launch(options); }

/* A browser of its own in which cookies are switched off. */
export async function launchWithoutCookies() {
  const profile = mkdtempSync(join(tmpdir(), 'samenscan-profile-'));
  mkdirSync(join(profile, 'Default'));
  writeFileSync(join(profile, 'Default', 'Preferences'),
    JSON.stringify({ profile: { default_content_setting_values: { cookies: 2 } } }));
  const context = await chromium.launchPersistentContext(profile, options);
  const close = context.close.bind(context);
  context.close = async () => { await close(); rmSync(profile, { recursive: true, force: true }); };
  return context;
}

/* A new context and page that remembers every request and message. */
export async function open(browser, { size = 'phone', javaScriptEnabled = true } = {}) {
  const [width, height] = sizes[size];
  const context = await browser.newContext({ viewport: { width, height }, javaScriptEnabled });
  return watch(await context.newPage());
}

export function watch(page) {
  page.asked = [];
  page.said = [];
  page.on('request', (request) => page.asked.push(request.url()));
  page.on('console', (message) => page.said.push(message.text()));
  page.on('pageerror', (error) => page.said.push(String(error)));
  return page;
}

/* Nothing was asked of another server, and the browser had nothing to complain about but refusals
 * that were meant. */
export function quiet(page, address) {
  for (const url of page.asked) { assert.ok(url.startsWith(address), `asked elsewhere: ${url}`); }
  assert.deepEqual(page.said.filter((text) => !/status of 4\d\d/.test(text)), []);
}

export async function sideways(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/* Links within sentences may be smaller (WCAG 2.2, 2.5.8); buttons, answers and boxes may not. */
async function smallTargets(page) {
  return page.$$eval('button:not(.form-default), .form-option, .form-consent, summary, textarea', (all) => all
    .map((element) => [element.textContent.trim(), element.getBoundingClientRect()])
    .filter(([, box]) => box.width > 0 && (box.height < 36 || box.width < 44))
    .map(([text, box]) => `${text}: ${box.width} x ${box.height}`));
}

/* Fails unless the page that is open has nothing wrong with it. */
export async function sound(page) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  assert.deepEqual(found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`), [],
    await page.title());
  assert.equal(await sideways(page), 0, `scrolls sideways: ${await page.title()}`);
  assert.deepEqual(await smallTargets(page), []);
}
