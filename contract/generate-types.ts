/** Writes partner.types.ts from the contract; with --check only says, by exit code 1, that it is not current. */
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const contract = new URL('./partner.openapi.yaml', import.meta.url);
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

const generated = header + astToString(await openapiTS(contract, { alphabetize: false }));
if (!process.argv.includes('--check')) {
  await writeFile(types, generated);
} else if ((await readIfThere(types)) !== generated) {
  process.stderr.write(
    'contract/partner.types.ts does not fit contract/partner.openapi.yaml: run `npm run types`.\n',
  );
  process.exitCode = 1;
}
