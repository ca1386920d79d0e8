import { existsSync } from 'node:fs';
import path from 'node:path';

/** npm runs this after each `npm ci`. Without Vite, as after `npm ci --omit=dev`, it says so and leaves all as it is. */
const web = import.meta.dirname;

if (!existsSync(path.join(web, 'vite.config.ts'))) tell('The sources of the pages are not here.');
else if (await isThere('vite')) await buildPages();
else tell('Vite is not installed (npm ci --omit=dev leaves it out), so the pages of the app are not built.');

async function buildPages(): Promise<void> {
  // Another value, such as that of tests, brings React's development form into the pages.
  // biome-ignore lint/style/noProcessEnv: Vite reads it.
  process.env['NODE_ENV'] = 'production';
  const { build } = await import('vite');
  await build({ configFile: path.join(web, 'vite.config.ts'), logLevel: 'warn' });
}

async function isThere(name: string): Promise<boolean> {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

function tell(reason: string): void {
  const rest = existsSync(path.join(web, 'dist/index.html'))
    ? 'Those that were built before stay in web/dist.'
    : 'The API works without them. To build them: npm ci && npm run build:web';
  console.log(`${reason} ${rest}`);
}
