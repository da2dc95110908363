#!/bin/sh
# Makes form/look/components.css anew: the Utrecht component CSS of NL Design System (EUPL-1.2, which
# names the GPL as compatible), of npm, with only what the pages in form/ use. The build needs none of
# this: the file is kept. Run it after a page uses a component or class it didn't use before.
#   scripts/look.sh
. "$(dirname "$0")/setup.sh"

command -v npm >/dev/null || need nodejs npm
components="alert-css@4.0.2 button-css@4.0.1 checkbox-css@3.0.1 document-css@3.0.1
  form-field-css@3.0.1 form-field-error-message-css@3.0.1 form-fieldset-css@3.0.1 form-label-css@3.0.1
  heading-1-css@3.0.1 heading-2-css@3.0.1 link-css@3.0.1 paragraph-css@4.0.1 radio-button-css@3.0.1
  skip-link-css@3.0.1 textarea-css@4.0.1"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
packages=""
for component in $components; do packages="$packages @utrecht/$component"; done
# shellcheck disable=SC2086
(cd "$work" && npm init -y >/dev/null &&
    npm install --silent --no-audit --no-fund --ignore-scripts $packages purgecss@8.0.0 clean-css@5.3.3)
cat >"$work/make.mjs" <<'JS'
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PurgeCSS } from 'purgecss';
const CleanCSS = createRequire(import.meta.url)('clean-css');
const [root, ...components] = process.argv.slice(2);
const names = components.map((c) => c.replace(/@.*$/, ''));
const raw = names.map((name) => readFileSync(`node_modules/@utrecht/${name}/dist/index.css`, 'utf8')).join('\n');
const content = readdirSync(`${root}/form`).filter((f) => f.endsWith('.c'))
  .map((f) => ({ extension: 'c', raw: readFileSync(`${root}/form/${f}`, 'utf8').replace(/"\s*\n\s*"/g, '') }));
const words = (text) => text.match(/[A-Za-z0-9_-]+/g) ?? [];
const variants = ['primary-action', 'secondary-action', 'subtle', 'info', 'ok', 'warning', 'error'];
const [purged] = await new PurgeCSS().purge({
  content, css: [{ raw }], defaultExtractor: words,
  safelist: variants.flatMap((v) => [`utrecht-button--${v}`, `utrecht-alert--${v}`]),
});
const { styles, errors } = new CleanCSS({ level: 1, format: { breakWith: 'lf', wrapAt: 100 } })
  .minify(purged.css.replace(/\/\*[\s\S]*?\*\//g, ''));
if (errors.length > 0) { throw new Error(errors.join('\n')); }
console.log(`/*! Made by scripts/look.sh from @utrecht/ ${components.join(', ')}.`);
console.log(' * Copyright (c) 2020-2024 Frameless B.V., (c) 2021-2024 Gemeente Utrecht. Licence: EUPL-1.2.');
console.log(' * Only what the pages use; nothing else changed. */');
console.log(styles.replace(/^@charset[^;]*;/, ''));
JS
# shellcheck disable=SC2086
(cd "$work" && node make.mjs "$ROOT" $components) >"$work/components.css"
mv "$work/components.css" form/look/components.css
say "form/look/components.css: $(wc -c <form/look/components.css) bytes"
