/** Writes NAME.types.ts from each contract; with --check only says, by exit code 1, that one is not current. */
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { contractFile, readContract } from '../src/http/api/contract.ts';

const names = ['partner', 'app'];

async function readIfThere(file: URL): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Clients may leave these out, and handlers find them there. */
function parametersWithDefault(name: string): string {
  const lines = readContract(name).operations.flatMap(({ operationId, parameters }) => {
    const withDefault = parameters.filter((one) => one.default !== undefined);
    const union = withDefault.map((one) => `"${one.name}"`).join(' | ');
    return union === '' ? [] : [`    ${operationId}: ${union};`];
  });
  return ['export interface parametersWithDefault {', ...lines, '}', ''].join('\n');
}

async function generate(name: string): Promise<string> {
  const ast = await openapiTS(pathToFileURL(contractFile(name)), { alphabetize: false });
  const header = `// Generated from ${name}.openapi.yaml by \`npm run types\`. Change the contract, not this file.\n\n`;
  return header + astToString(ast) + parametersWithDefault(name);
}

for (const name of names) {
  const types = new URL(`./${name}.types.ts`, import.meta.url);
  const generated = await generate(name);
  if (!process.argv.includes('--check')) {
    await writeFile(types, generated);
  } else if ((await readIfThere(types)) !== generated) {
    process.stderr.write(
      `contract/${name}.types.ts does not fit contract/${name}.openapi.yaml: run \`npm run types\`.\n`,
    );
    process.exitCode = 1;
  }
}
