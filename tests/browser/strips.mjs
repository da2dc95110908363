/* Pictures of documents as a screen shows them, in strips: a page of 20,000 dots is no picture.
 *   node strips.mjs OUT PAGE.html...
 * makes OUT/PAGE-WIDTH-STRIP.png for each page and both widths. */
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from './browser.mjs';

const widths = { 1280: 2400, 360: 1800 }; // width: height of a strip

const [out, ...pages] = process.argv.slice(2);
const browser = await launch();
try {
  for (const file of pages) {
    for (const [width, strip] of Object.entries(widths)) {
      const context = await browser.newContext({ viewport: { width: Number(width), height: 900 } });
      const page = await context.newPage();
      await page.goto(pathToFileURL(resolve(file)).href);
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      for (let from = 0, n = 0; from < height; from += strip, n += 1) {
        await page.screenshot({
          path: join(out, `${basename(file, '.html')}-${width}-${String(n).padStart(2, '0')}.png`),
          fullPage: true,
          clip: { x: 0, y: from, width: Number(width), height: Math.min(strip, height - from) },
        });
      }
      await context.close();
    }
  }
} finally {
  await browser.close();
}
