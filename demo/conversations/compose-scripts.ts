import { readFileSync } from 'node:fs';
import { type DemoUser, salesUsers, successUsers, supportUsers } from './account.ts';
import { readTurns } from './read-dialogues.ts';
import { at, type SeededChoice, seededChoice } from './seeded-choice.ts';
import { FORMATS, type ScriptSpeaker, type SpokenScript } from './spoken-script.ts';

interface Company {
  kind: string;
  company: string;
  contact: string;
  vehicles: number;
  vehicleKind: string;
  goods: string;
  site: string;
}

interface Recipe {
  sections: string;
  /** In order of speech; the second and the third are stepped through so that no two conversations are the same. */
  order: readonly string[];
  titles: readonly string[];
  conversationType: string;
  media: readonly string[];
  users: readonly DemoUser[];
}

const SALES: Recipe = {
  sections: 'sales.txt',
  order: ['opening', 'problem', 'product', 'pricing', 'objection', 'next'],
  titles: ['Discovery call', 'Follow-up call', 'First meeting', 'Pricing meeting'],
  conversationType: 'sales',
  media: ['call', 'call', 'meeting', 'in_person'],
  users: salesUsers,
};
const SUPPORT: Recipe = {
  sections: 'support.txt',
  order: ['opening', 'issue', 'question', 'closing'],
  titles: ['Support call'],
  conversationType: 'support',
  media: ['call'],
  users: supportUsers,
};
const SUCCESS: Recipe = {
  sections: 'success.txt',
  order: ['opening', 'usage', 'concern', 'growth', 'next'],
  titles: ['Quarterly review', 'Check-in', 'Customer review'],
  conversationType: 'success',
  media: ['meeting', 'call'],
  users: successUsers,
};
const COMPETITORS = ['CargoPilot', 'FreightLoop', 'Shiplane', 'Routewise'];
const PRODUCTS = ['Northwind Route', 'Northwind Track', 'Northwind Dock'];

/** Gives one sales call for each prospect, one support call and one review for each customer. */
export function composeScripts(): SpokenScript[] {
  const companies = readCompanies();
  const prospects = companies.filter((company) => company.kind === 'sales');
  const customers = companies.filter((company) => company.kind === 'care');
  return [
    ...prospects.map((company, index) => compose(SALES, company, index)),
    ...customers.map((company, index) => compose(SUPPORT, company, index + 100)),
    ...customers.map((company, index) => compose(SUCCESS, company, index + 200)),
  ];
}

function compose(recipe: Recipe, company: Company, number: number): SpokenScript {
  const choice = seededChoice(number);
  const user = at(recipe.users, number);
  const rep: ScriptSpeaker = { name: user.name, email: user.email, role: 'internal' };
  const contact: ScriptSpeaker = { name: company.contact, email: mailAddress(company), role: 'customer' };
  const values = wording(company, user.name, choice);
  const variants = readSections(recipe.sections);
  const body = recipe.order.map((name, position) => {
    const candidates = variants.get(name) ?? [];
    if (position === 1) return at(candidates, number);
    if (position === 2)
      return at(candidates, Math.floor(number / (variants.get(recipe.order[1] ?? '')?.length ?? 1)));
    return choice.pick(candidates);
  });
  const source = body.join('\n').replace(/\{(\w+)\}/gu, (_, name: string) => known(values, name));
  return {
    title: `${at(recipe.titles, number)} - ${company.company}`,
    company: company.company,
    departmentName: user.departmentName,
    conversationType: recipe.conversationType,
    medium: at(recipe.media, number),
    language: 'en',
    format: at(FORMATS, number),
    speakers: [rep, contact],
    turns: readTurns(
      source,
      new Map([
        ['R', rep],
        ['C', contact],
      ]),
    ),
  };
}

function wording(company: Company, rep: string, choice: SeededChoice): Map<string, string> {
  const unitEuros = 27 + Math.floor(choice.fraction() * 13);
  const monthlyEuros = unitEuros * company.vehicles;
  return new Map([
    ['rep', rep],
    ['repfirst', firstName(rep)],
    ['contact', company.contact],
    ['first', firstName(company.contact)],
    ['company', company.company],
    ['vehicles', String(company.vehicles)],
    ['kind', company.vehicleKind],
    ['goods', company.goods],
    ['site', company.site],
    ['product', choice.pick(PRODUCTS)],
    ['competitor', choice.pick(COMPETITORS)],
    ['unit', String(unitEuros)],
    ['monthly', monthlyEuros.toLocaleString('en-US')],
    ['yearly', (monthlyEuros * 12).toLocaleString('en-US')],
    ['discounted', String(Math.round(unitEuros * 0.85))],
  ]);
}

function known(values: ReadonlyMap<string, string>, name: string): string {
  const value = values.get(name);
  if (value === undefined) throw new Error(`Unknown word {${name}} in a demo section`);
  return value;
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name;
}

function mailAddress({ company, contact }: Company): string {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replaceAll('æ', 'ae')
      .normalize('NFD')
      .replace(/[^a-z ]/gu, '');
  return `${plain(contact).replaceAll(' ', '.')}@${plain(company).replaceAll(' ', '')}.example`;
}

function readSections(fileName: string): Map<string, string[]> {
  const sections = new Map<string, string[]>();
  const source = readFileSync(new URL(`./sections/${fileName}`, import.meta.url), 'utf8');
  for (const block of source.trim().split(/\n\n+/u)) {
    const [head = '', ...lines] = block.split('\n');
    const name = head.slice(1, -1);
    sections.set(name, [...(sections.get(name) ?? []), lines.join('\n')]);
  }
  return sections;
}

function readCompanies(): Company[] {
  const source = readFileSync(new URL('./companies.txt', import.meta.url), 'utf8');
  const rows = source.trim().split('\n').slice(1);
  return rows.map((row) => {
    const [kind = '', company = '', contact = '', vehicles = '', vehicleKind = '', goods = '', site = ''] =
      row.split(' | ');
    return { kind, company, contact, vehicles: Number(vehicles), vehicleKind, goods, site };
  });
}
