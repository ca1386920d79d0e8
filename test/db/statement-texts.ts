import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { programRoot } from '../../src/base/program.ts';

export interface StatementText {
  /** The prepared statement's, or the file of a text that has none. */
  name: string;
  text: string;
}

/** Every string of the program that begins like SQL, with the name of its statement; expressions in it stand as `${…}`. */
export function statementTexts(): StatementText[] {
  const files = globSync('src/**/*.ts', { cwd: programRoot }).filter((file) => !file.endsWith('.test.ts'));
  return files.flatMap((file) => {
    const source = readFileSync(path.join(programRoot, file), 'utf8');
    const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
    const found: StatementText[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
        const text = node.getText(tree).slice(1, -1);
        if (/^\s*(select|insert into|update|delete from|with|lock table)\s/.test(text))
          found.push({ name: nameBeside(node, tree) ?? file, text });
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
    return found;
  });
}

function nameBeside(node: ts.Node, tree: ts.SourceFile): string | undefined {
  const object = node.parent.parent;
  if (!ts.isPropertyAssignment(node.parent) || !ts.isObjectLiteralExpression(object)) return undefined;
  for (const property of object.properties) {
    if (ts.isPropertyAssignment(property) && property.name.getText(tree) === 'name')
      return property.initializer.getText(tree).replace(/^['`]|['`]$/g, '');
  }
  return undefined;
}
