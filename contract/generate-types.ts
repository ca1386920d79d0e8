/** Writes partner.types.ts from the contract; with --check only says, by exit code 1, that it is not current. */
import { readFile, writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { contractFile, readContract } from '../src/http/api/contract.ts';

const types = new URL('./partner.types.ts', import.meta.url);
const header =
  '// Generated from partner.openapi.yaml by `npm run types`. Change the contract, not this file.\n\n';

async function readIfThere(file: URL): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Clients may leave these out, and handlers find them there. */
function parametersWithDefault(): string {
  const lines = readContract('partner').operations.flatMap(({ operationId, parameters }) => {
    const names = parameters.filter((one) => one.default !== undefined).map(({ name }) => `"${name}"`);
    return names.length === 0 ? [] : [`    ${operationId}: ${names.join(' | ')};`];
  });
  return ['export interface parametersWithDefault {', ...lines, '}', ''].join('\n');
}

const ast = await openapiTS(pathToFileURL(contractFile('partner')), { alphabetize: false });
const generated = header + astToString(ast) + parametersWithDefault();
if (!process.argv.includes('--check')) {
  await writeFile(types, generated);
} else if ((await readIfThere(types)) !== generated) {
  process.stderr.write(
    'contract/partner.types.ts does not fit contract/partner.openapi.yaml: run `npm run types`.\n',
  );
  process.exitCode = 1;
}
