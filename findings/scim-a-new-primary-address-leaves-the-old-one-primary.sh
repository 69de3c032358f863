#!/bin/sh
# scim2-models 0.12.3 (Python), scim-patch 0.8.3 and scimmy 1.3.5 (npm): the same PATCH of SCIM 2 on the same user.
#
# A good guess: three libraries that carry out a PATCH for a server leave the same user.
#
# The specification: RFC 7644 section 3.5.2: an operation that sets "primary" to true SHALL make it false for the other
# values. RFC 7643 section 2.1: names of attributes are case insensitive.
#
# What they do: scim2-models does both. scim-patch and scimmy leave two primary addresses, so which one a person is
# written to is a matter of order. For DISPLAYNAME scim-patch adds a second attribute beside displayName and leaves the
# name as it was, and scimmy refuses.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --disable-pip-version-check install -q scim2-models==0.12.3 'pydantic[email]==2.14.4'
npm --prefix "$folder" install --silent --no-audit --no-fund --ignore-scripts scim-patch@0.8.3 scimmy@1.3.5
cd "$folder"
cat > user.json <<'JSON'
{"schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "id": "1", "userName": "anna", "displayName": "Anna",
 "meta": {"resourceType": "User"},
 "emails": [{"value": "anna@old.example", "type": "work", "primary": true},
            {"value": "anna@new.example", "type": "other"}]}
JSON
cat > primary.json <<'JSON'
[{"op": "replace", "path": "emails[type eq \"other\"].primary", "value": true}]
JSON
cat > name.json <<'JSON'
[{"op": "replace", "path": "DISPLAYNAME", "value": "Anna B"}]
JSON
cat > told.cjs <<'JS'
const fs = require("fs");
const { scimPatch } = require("scim-patch");
const SCIMMY = require("scimmy").default;
const read = (name) => JSON.parse(fs.readFileSync(name, "utf8"));
const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
const told = (user, wanted) => wanted === "primary"
  ? user.emails.filter((each) => each.primary).map((each) => each.value).join(" ")
  : Object.entries(user).filter(([key]) => /^displayname$/i.test(key)).map((each) => each.join("=")).join(" ");
const ways = {
  "scim-patch": async (operations) => scimPatch(read("user.json"), operations),
  scimmy: async (operations) =>
    new SCIMMY.Messages.PatchOp({ schemas, Operations: operations }).apply(new SCIMMY.Schemas.User(read("user.json"))),
};
(async () => {
  for (const [who, way] of Object.entries(ways))
    for (const wanted of ["primary", "name"]) {
      let said;
      try { said = told(await way(read(`${wanted}.json`)), wanted); } catch (error) { said = error.constructor.name; }
      console.log(`${who} ${wanted}: ${said}`);
    }
})();
JS
cat > told.py <<'PY'
import json
from pathlib import Path

from scim2_models import Context, PatchOp, User

for wanted in ("primary", "name"):
    user = User.model_validate(json.loads(Path("user.json").read_text()))
    body = {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
            "Operations": json.loads(Path(f"{wanted}.json").read_text())}
    PatchOp[User].model_validate(body, scim_ctx=Context.RESOURCE_PATCH_REQUEST).patch(user)
    primary = " ".join(str(each.value) for each in user.emails if each.primary)
    print(f"scim2-models {wanted}:", primary if wanted == "primary" else f"displayName={user.display_name}")
PY
cat > expected <<'TXT'
scim2-models primary: anna@new.example
scim2-models name: displayName=Anna B
scim-patch primary: anna@old.example anna@new.example
scim-patch name: displayName=Anna DISPLAYNAME=Anna B
scimmy primary: anna@old.example anna@new.example
scimmy name: SCIMError
TXT
venv/bin/python told.py > seen
node told.cjs >> seen
cat seen
if cmp -s expected seen; then echo "as told"; else echo "it has changed"; exit 1; fi
