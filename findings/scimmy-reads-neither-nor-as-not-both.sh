#!/bin/sh
# scimmy 1.3.5 and scim2-parse-filter 0.2.10 (npm): filters of SCIM 2, by which a directory asks who is there.
#
# A good guess: "not (a or b)" is true for whoever is neither, in both.
#
# The specification: not is a logical negation of what stands in its parentheses (RFC 7644 section 3.4.2.2); figure 2
# there has an example of just this form.
#
# What it does: scimmy turns each part round and keeps the or, so everyone that is not both is found: with two names in
# the parentheses that is everyone. In the same way "not (a and b)" finds only those that are neither.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
npm --prefix "$folder" install --silent --no-audit --no-fund --ignore-scripts scimmy@1.3.5 scim2-parse-filter@0.2.10
cd "$folder"
node - <<'JS'
const SCIMMY = require("scimmy").default;
const { filter, parse } = require("scim2-parse-filter");
const PEOPLE = [
  { userName: "anna", userType: "Contractor" },
  { userName: "bo", userType: "Contractor" },
  { userName: "cilla", userType: "Employee" },
];
const ASKED = [
  'userName eq "anna" or userName eq "bo"',
  'not (userName eq "anna")',
  'not (userName eq "anna" or userName eq "bo")',
  'not (userName eq "anna" and userType eq "Contractor")',
];
const names = (found) => found.map((each) => each.userName).join(" ");
const seen = ASKED.map((asked) => [
  names(new SCIMMY.Types.Filter(asked).match(PEOPLE)),
  names(PEOPLE.filter(filter(parse(asked)))),
]);
ASKED.forEach((asked, place) => {
  const [scimmy, other] = seen[place];
  console.log(`${asked}: scimmy ${scimmy}; scim2-parse-filter ${other}`);
});
const asTold = JSON.stringify(seen) === JSON.stringify([
  ["anna bo", "anna bo"],
  ["bo cilla", "bo cilla"],
  ["anna bo cilla", "cilla"],
  ["cilla", "bo cilla"],
]);
console.log(asTold ? "as told" : "it has changed");
process.exit(asTold ? 0 : 1);
JS
