/* What people read, in a real browser: the documents of the three example studies. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { launch, sideways, sound, watch } from './browser.mjs';
import { program } from './study.mjs';

const examples = ['ocw-2018-2022', 'amsterdam-2021-2023', 'ocw-2022-2027'];
/* A4 within the margins of the printed page, in CSS pixels. */
const paper = { width: Math.floor((210 - 30) / 25.4 * 96), height: Math.floor((297 - 33) / 25.4 * 96) };

function run(...args) { return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }); }

/* Some of what is simulated is written, and not all on one day. */
function enrich(csv) {
  const texts = ['Korte lijnen met Fatima.', 'De uren en het geld zijn scheef verdeeld.', ''];
  const [head, ...rows] = csv.trim().split('\r\n');
  const at = head.split(',').indexOf('submitted_at');
  return [`${head},open_well`, ...rows.map((row, i) => {
    const fields = row.split(',');
    fields[at] = `2021-03-${String(1 + i % 20).padStart(2, '0')}`;
    return [...fields, `"${texts[i % texts.length]}"`].join(',');
  })].join('\r\n') + '\r\n';
}

function make(folder, example) {
  const study = join(folder, example);
  run('init', study, '--example', example, '--quiet');
  writeFileSync(join(folder, 'answers.csv'), enrich(run('simulate', study)));
  run('import', study, join(folder, 'answers.csv'), '--quiet');
  const overview = run('run', study, '--both', '--quiet').trim().split('\n').pop();
  const results = join(overview, '..', '..');
  return ['evaluator', 'share'].flatMap((audience) => {
    try {
      return readdirSync(join(results, audience)).filter((name) => name.endsWith('.html'))
        .map((name) => join(results, audience, name));
    } catch { return []; }
  });
}

/* A wave of stories in a study of its own. */
const stories = [
  ['samen-werkt-het-women-inc-1', 'samen-werkt-het', 2, 2, 'Samen aan tafel', 'We praten nu elke maand met elkaar.'],
  ['samen-werkt-het-movisie-1', 'samen-werkt-het', 2, 2, 'Een gesprek', 'Bij Movisie in Utrecht sprak ik Fatima.'],
  ['samen-werkt-het-wo-men-1', 'samen-werkt-het', 1, 1, 'Niet voor anderen', 'Dit is voor de onderzoekers.'],
  ['act4respect-rutgers-1', 'act4respect', 2, 2, 'Jongens praten mee', 'Op school praten jongens mee.'],
];

function makeStories(folder) {
  const study = join(folder, 'stories');
  run('init', study, '--example', 'ocw-2018-2022', '--quiet');
  const file = join(study, 'study.json');
  const settings = JSON.parse(readFileSync(file, 'utf8'));
  settings.waves = [{ id: '2021', questionnaire: 'most-significant-change' }];
  delete settings.expectation_ratings;
  writeFileSync(file, JSON.stringify(settings));
  rmSync(join(study, 'framework.json'), { force: true });
  copyFileSync(new URL('../../questionnaires/most-significant-change.json', import.meta.url),
    join(study, 'questionnaires', 'most-significant-change.json'));
  writeFileSync(join(folder, 'stories.csv'),
    ['respondent,alliance,consent_report,consent_funder,story_title,story_change',
      ...stories.map((one) => one.join(','))].join('\n'));
  run('import', study, join(folder, 'stories.csv'), '--quiet');
  writeFileSync(join(folder, 'selection.csv'), ['story,round,chosen_by,reason,cleared,cleared_text',
    ...stories.map((one, i) => `${i + 1},1,Act4Respect,Omdat het ons raakt,yes,${i % 2 ? 'In woorden zonder namen.' : ''}`)].join('\n'));
  run('import', study, join(folder, 'selection.csv'), '--as', 'selection', '--quiet');
  const first = run('run', study, '--both', '--quiet').trim().split('\n').pop();
  return ['evaluator', 'share'].flatMap((audience) => ['nl', 'en'].map((lang) =>
    join(first, '..', '..', audience, `stories.${lang}.html`)));
}

describe('documents', { concurrency: 1 }, () => {
  let browser;
  let folder;
  const documents = {};
  before(async () => {
    browser = await launch();
    folder = mkdtempSync(join(tmpdir(), 'samenscan-documents-'));
    for (const example of examples) { documents[example] = make(folder, example); }
    documents.stories = makeStories(folder);
  });
  after(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const show = async (file, width, height, options = {}) => {
    const context = await browser.newContext({ viewport: { width, height }, ...options });
    const page = watch(await context.newPage());
    await page.goto(pathToFileURL(file).href);
    return page;
  };

  for (const example of examples) {
    /* Documents of a kind are alike: axe looks at the largest of each in each language, the rest is
     * measured in all of them. */
    test(`${example}: nothing wrong on a phone and a desk, in both languages`, async () => {
      const kinds = {};
      assert.ok(documents[example].length > 10);
      const page = await show(documents[example][0], 360, 900);
      for (const file of documents[example]) {
        const kind = basename(file).replace(/-.*(?=\...\.html)/, '');
        if (!kinds[kind] || statSync(file).size > statSync(kinds[kind]).size) { kinds[kind] = file; }
        page.asked.length = 0;
        await page.goto(pathToFileURL(file).href);
        for (const width of [360, 1280]) {
          await page.setViewportSize({ width, height: 900 });
          assert.ok(await sideways(page) <= 0, `${file} scrolls sideways at ${width} px`);
        }
        assert.deepEqual(page.asked, [page.url()], 'one file, nothing loaded');
        assert.deepEqual(page.said, []);
      }
      for (const file of Object.values(kinds)) {
        await page.setViewportSize({ width: 360, height: 900 });
        await page.goto(pathToFileURL(file).href);
        await sound(page);
      }
      await page.context().close();
    });

    test(`${example}: the page to walk in with is one page`, async () => {
      const page = await show(documents[example][0], paper.width, paper.height);
      await page.emulateMedia({ media: 'print' });
      for (const file of documents[example].filter((name) => name.includes('/pack-'))) {
        await page.goto(pathToFileURL(file).href);
        const bottom = await page.locator('.front').evaluate((front) => front.getBoundingClientRect().bottom + window.scrollY);
        assert.ok(bottom <= paper.height, `${file}: ${bottom} px of ${paper.height}`);
        assert.ok(await sideways(page) <= 0, `${file} is wider than the paper`);
      }
      await page.context().close();
    });
  }

  /* Pages of other heights, so that every line comes to stand at the end of one. */
  test('on paper what closes a document keeps company, and a heading what it is about', async () => {
    const shared = documents[examples[0]].find((name) => name.includes('overall.nl'));
    const page = await show(shared, paper.width, paper.height);
    const heads = await page.$$eval('h2,h3', (all) => all.map((one) => one.textContent.trim()));
    const file = join(folder, 'paper.pdf');
    for (let height = 200; height < 300; height += 4) {
      await page.addStyleTag({ content: `@page{size:210mm ${height}mm}` });
      await page.pdf({ path: file, preferCSSPageSize: true });
      const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
      /* Without the lines in the margin. */
      const sheets = text.split('\f').slice(0, -1).map((sheet, i) => sheet.split('\n').map((line) => line.trim())
        .filter((line) => line !== '').slice(i > 0 ? 1 : 0, -1));
      assert.ok(sheets.at(-1).length > 4, `${height} mm: on the last page only ${sheets.at(-1)}`);
      for (const sheet of sheets.slice(0, -1)) {
        assert.ok(!heads.includes(sheet.at(-1)), `${height} mm: a page ends with ${sheet.at(-1)}`);
      }
    }
    await page.context().close();
  });

  test('stories: nothing wrong on a phone and a desk, in both languages', async () => {
    const page = await show(documents.stories[0], 360, 900);
    for (const file of documents.stories) {
      await page.goto(pathToFileURL(file).href);
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 });
        assert.ok(await sideways(page) <= 0, `${file} scrolls sideways at ${width} px`);
      }
      await sound(page);
      assert.deepEqual(page.said, []);
      assert.ok(await page.locator('.story').count() >= 1);
    }
    await page.context().close();
  });

  test('dark mode changes nothing, and every link from the overview leads somewhere', async () => {
    const overview = documents[examples[0]].find((name) => name.includes('overview.nl'));
    const page = await show(overview, 1280, 900, { colorScheme: 'dark' });
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(255, 255, 255)');
    const targets = await page.$$eval('a', (all) => all.map((one) => one.href));
    for (const target of targets.filter((one) => one.endsWith('.html'))) {
      await page.goto(target);
      assert.ok(await page.locator('h1').innerText());
    }
    assert.ok(targets.length > 8);
    await page.context().close();
  });
});
