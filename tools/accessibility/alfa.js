// Reads pages as a browser built them, {address: snapshot}, and says where Siteimprove Alfa finds a fault in them.
// Asked are WCAG's levels A and AA and good practice; what only level AAA demands is not.
import { text } from "node:stream/consumers";
import { Audit, Outcome } from "@siteimprove/alfa-act";
import { Device } from "@siteimprove/alfa-device";
import { Node } from "@siteimprove/alfa-dom";
import { Request, Response } from "@siteimprove/alfa-http";
import Rules from "@siteimprove/alfa-rules";
import { Conformance, Criterion } from "@siteimprove/alfa-wcag";
import { Page } from "@siteimprove/alfa-web";
import { Variable } from "./node_modules/@siteimprove/alfa-style/dist/variable.js";

// Every element inherits its variables, and Alfa resolves the hundreds of the design system anew for each: once is enough.
const resolved = new WeakSet();
const resolve = Variable.flatten;
Variable.flatten = (variables) => {
  const answer = resolved.has(variables) ? variables : resolve(variables);
  resolved.add(answer);
  return answer;
};

const isDemanded = Conformance.isAA();
const asked = Rules.filter((rule) => {
  const criteria = [...rule.requirements].filter(Criterion.isCriterion);
  return criteria.length === 0 || criteria.some((each) => isDemanded(each));
});
const device = Device.standard();
const found = [];
for (const [address, snapshot] of Object.entries(JSON.parse(await text(process.stdin)))) {
  const document = Node.from(JSON.parse(snapshot), device);
  const outcomes = await Audit.of(Page.of(Request.empty(), Response.empty(), document, device), asked).evaluate();
  for (const outcome of [...outcomes].filter(Outcome.isFailed)) {
    const targets = outcome.target.path ? [outcome.target] : [...outcome.target];
    const what = Object.values(outcome.toJSON().expectations ?? {}).map(([, said]) => said.error?.message ?? "").join(" ");
    found.push({ rule: outcome.rule.uri.split("/").pop(), address, places: targets.map((each) => each.path()), what });
  }
}
console.log(JSON.stringify(found));
