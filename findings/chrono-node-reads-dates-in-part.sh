#!/usr/bin/env bash
# chrono-node reads the part of a spoken date that it knows and gives that part's day, without a sign that more was said.
set -euo pipefail

version=2.10.3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund "chrono-node@$version" > /dev/null

cat > seen.mjs << 'SCRIPT'
import * as chrono from 'chrono-node';

const reference = { instant: new Date('2026-11-30T10:00:00Z'), timezone: 0 };
// [said on Monday 30 November 2026, the day that is meant, what chrono gives: its text and day]
const cases = [
  ['by Monday the 7th', '2026-12-07', '"Monday" 2026-11-30'],
  ['by Friday the 11th', '2026-12-11', '"Friday" 2026-12-04'],
  ['a week from Friday', '2026-12-11', '"a week" 2026-12-07, "Friday" 2026-12-04'],
  ['next week Tuesday', '2026-12-08', '"next week" 2026-12-07, "Tuesday" 2026-12-01'],
  ['Friday week', '2026-12-11', '"Friday" 2026-12-04'],
  ['two weeks from Monday', '2026-12-21', '"two weeks" 2026-12-14, "Monday" 2026-11-30'],
  ['the first Monday in December', '2026-12-07', '"Monday" 2026-11-30, "December" 2026-12-01'],
  ['the day after Christmas', '2026-12-26', '"the day after" 2026-12-01'],
  ['three days before Friday', '2026-12-01', '"three days before Friday" 2026-11-24'],
  ['by the end of the quarter', '2026-12-31', '"the quarter" 2027-03-02'],
  ['by January end', '2027-01-31', '"January" 2027-01-01'],
  ['in 2-3 days', 'no certain day', '"3 days" 2026-12-03'],
  ['in a week or two', 'no certain day', '"in a week" 2026-12-07'],
  ['not before Friday', 'no deadline', '"Friday" 2026-12-04'],
  ['on Tuesday, December 7', 'none, the 7th is a Monday', '"on Tuesday, December 7" 2026-12-07'],
  ['7.12.2026', '2026-12-07, as written with full stops', '"7.12.2026" 2026-07-12'],
  ['24/7 support', 'no date', '"24/7" 2027-07-24'],
  ['You may 5 times', 'no date', '"may 5" 2027-05-05'],
  ['we sat in the sun', 'no date', '"sat" 2026-12-05, "sun" 2026-12-06'],
  ['the March report', 'no date', '"March" 2027-03-01'],
];

const two = (number) => String(number).padStart(2, '0');
const dayOf = ({ start }) => `${start.get('year')}-${two(start.get('month'))}-${two(start.get('day'))}`;
let changed = 0;
for (const [said, meant, expected] of cases) {
  const results = chrono.en.casual.parse(said, reference, { forwardDate: true });
  const seen = results.map((result) => `${JSON.stringify(result.text)} ${dayOf(result)}`).join(', ');
  console.log(`${said}\n  one expects: ${meant}\n  seen:        ${seen}`);
  if (seen === expected) continue;
  changed += 1;
  console.log(`  CHANGED, it was: ${expected}`);
}
process.exitCode = changed > 0 ? 1 : 0;
SCRIPT

echo "chrono-node $version, Node $(node --version), option forwardDate, said on Monday 2026-11-30 10:00 UTC"
node seen.mjs
