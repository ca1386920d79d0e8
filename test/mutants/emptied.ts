import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { programRoot } from '../../src/base/program.ts';
import type { Mutant } from './mutant.ts';
import { sourceFiles } from './source-files.ts';

/** Rooms whose exported functions are emptied, with the tests that see them best. */
const rooms = [
  {
    room: 'src/jobs',
    stages: [['src/jobs/', 'test/jobs/'], ['test/processing/', 'test/domain/webhooks/'], ['test/flows/']],
  },
  {
    room: 'src/domain/limits',
    stages: [['src/domain/limits/', 'test/domain/limits/'], ['test/http/partner/'], ['test/cli/token']],
  },
  {
    room: 'src/domain/webhooks',
    stages: [
      ['src/domain/webhooks/', 'test/domain/webhooks/', 'webhook-deliveries'],
      ['test/processing/', 'test/flows/import-to-webhook', 'test/flows/delete'],
    ],
  },
  {
    room: 'src/http',
    stages: [
      ['src/http/', 'test/http/'],
      ['contract/', 'test/flows/roles', 'test/cli/start'],
    ],
  },
] as const;

/** A mutant for each exported function and each method of an exported class: its body gives its type's plainest value. */
export function emptiedFunctions(only: string): Mutant[] {
  return rooms.flatMap(({ room, stages }) =>
    sourceFiles(room, ['.ts'])
      .filter((file) => file.includes(only))
      .flatMap((file) => {
        // The tests of a file's own name come first.
        const own = `/${path.basename(file, '.ts')}.test.ts`;
        return emptiedIn(file, readFileSync(path.join(programRoot, file), 'utf8')).map((mutant) => ({
          ...mutant,
          file,
          stages: [[own], ...stages],
        }));
      }),
  );
}

/** Takes a file's text; gives it once for each of its exported functions, with that one emptied. */
export function emptiedIn(file: string, text: string): { name: string; text: string }[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements.filter(isExported).flatMap((statement) =>
    functionsOf(statement).flatMap(({ name, body, type, isAsync }) => {
      const value = plainest(type, isAsync);
      const emptied = `{ ${value} }`;
      return [{ name, text: text.slice(0, body.getStart()) + emptied + text.slice(body.getEnd()) }];
    }),
  );
}

interface Found {
  name: string;
  body: ts.Node;
  type: ts.TypeNode | undefined;
  isAsync: boolean;
}

function functionsOf(statement: ts.Statement): Found[] {
  if (ts.isFunctionDeclaration(statement)) return found(statement.name?.text ?? 'default', statement);
  if (ts.isClassDeclaration(statement)) {
    const members = statement.members.filter(
      (member) => ts.isMethodDeclaration(member) || ts.isGetAccessor(member),
    );
    return members
      .filter(({ name }) => ts.isIdentifier(name))
      .flatMap((member) => found(`${statement.name?.text}.${member.name.getText()}`, member));
  }
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.flatMap(({ name, initializer }) =>
    initializer && ts.isArrowFunction(initializer) ? found(name.getText(), initializer) : [],
  );
}

function found(name: string, { body, type, modifiers }: ts.FunctionLikeDeclaration): Found[] {
  const isAsync = modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) ?? false;
  return body ? [{ name, body, type, isAsync }] : [];
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}

/** The body of a function that does nothing: the plainer its value, the harder for a test to see. */
function plainest(type: ts.TypeNode | undefined, isAsync: boolean): string {
  const text = type?.getText() ?? '';
  const [, inner] = /^Promise<(.*)>$/s.exec(text) ?? [];
  const value = plainestOf(inner ?? text);
  if (inner !== undefined && !isAsync) return `return Promise.resolve(${value});`;
  return value === '' ? '' : `return ${value};`;
}

const plainValues: readonly [RegExp, string][] = [
  [/^boolean$|^\w+ is /, 'false'],
  [/^number$/, '0'],
  [/^string$/, "''"],
  [/\bnull$/, 'null'],
  [/\[\]$|^(Readonly)?Array</, '[]'],
  [/^(Readonly)?Map</, 'new Map()'],
  [/^(Readonly)?Set</, 'new Set()'],
];

function plainestOf(type: string): string {
  return plainValues.find(([form]) => form.test(type))?.[1] ?? '';
}
