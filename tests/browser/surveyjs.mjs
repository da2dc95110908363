// Does survey-core take a survey as samenscan writes it, with nothing it doesn't know, and are its
// answers ours? Says what is wrong, and exits 1.
//   node surveyjs.mjs FILE.json
import { readFileSync } from "node:fs";
import { Model } from "survey-core";

const json = JSON.parse(readFileSync(process.argv[2], "utf-8"));
const problems = [];
const survey = new Model(json);
for (const error of survey.jsonErrors ?? []) {
  problems.push(error.message);
}
const matrices = survey.getAllQuestions().filter((question) => question.getType() === "matrix");
if (matrices.length === 0) {
  problems.push("no statements");
}
for (const language of ["nl", "en"]) {
  survey.locale = language;
  for (const matrix of matrices) {
    for (const row of matrix.rows) {
      if (!row.locText.renderedHtml || row.locText.renderedHtml === row.value) {
        problems.push(`${row.value} has no text in ${language}`);
      }
    }
  }
}
// Everybody answers 4; who is asked what, and on which page, depends on the role.
const asked = {};
const items = new Set(matrices.flatMap((matrix) => matrix.rows.map((row) => row.value)));
for (const role of ["lead", "partner", "account_holder"]) {
  const one = new Model(json);
  one.setValue("role", role);
  one.setVariable("role", role);
  asked[role] = [];
  for (const matrix of one.getAllQuestions().filter((question) => question.getType() === "matrix")) {
    if (!matrix.isVisible || !matrix.page.isVisible) {
      continue;
    }
    const value = {};
    for (const row of matrix.visibleRows) {
      value[row.name] = 4;
      asked[role].push(row.name);
    }
    matrix.value = value;
    if (matrix.visibleRows.length > 0 && JSON.stringify(one.data[matrix.name]) !== JSON.stringify(value)) {
      problems.push(`${matrix.name}: the answers are not kept as {statement: answer}`);
    }
  }
  if (new Set(asked[role]).size !== asked[role].length) {
    problems.push(`a ${role} is asked a statement twice`);
  }
}
const somebody = new Set(Object.values(asked).flat());
if (somebody.size !== items.size) {
  problems.push(`of ${items.size} statements ${somebody.size} are asked of somebody`);
}
const conditional = json.pages.some((page) => page.visibleIf || page.elements.some(
  (element) => (element.rows ?? []).some((row) => row.visibleIf)));
if (conditional && Object.values(asked).every((own) => own.length === items.size) &&
    !json.pages.some((page) => page.name.endsWith("_account_holder"))) {
  problems.push("everybody is asked everything, whatever the conditions");
}
if (problems.length > 0) {
  console.log(problems.join("\n"));
  process.exit(1);
}
