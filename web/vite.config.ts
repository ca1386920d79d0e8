import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { compressed } from './compress.ts';

/** The running server that `npm run web` stands before. */
// biome-ignore lint/style/noProcessEnv: a setting of this program.
const server = process.env['MEETRIC_SERVER'] ?? 'http://127.0.0.1:42969';

/** With what follows them: '/api' alone would take our own /api.ts as well. */
const served = ['^/api/', '^/docs(/|$)', '^/healthz$', '^/readyz$', '^/metrics$', '^/recordings/'];

/** Says where the API comes from, since the pages are empty without it. */
function tellServer(): Plugin {
  return {
    name: 'meetric-tell-server',
    configureServer({ config, httpServer }) {
      httpServer?.once('listening', () => {
        config.logger.info(`\n  The pages, as they are being written, before the server at ${server}.`);
        config.logger.info(
          '  Start one by `npm start` or `npm run demo`; MEETRIC_SERVER names another address.\n',
        );
      });
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compressed(), tellServer()],
  // Nothing of the environment gets into the pages.
  envPrefix: 'MEETRIC_PAGES_',
  server: {
    proxy: Object.fromEntries(served.map((path) => [path, { target: server, changeOrigin: false }])),
  },
  build: {
    target: 'es2023',
    manifest: true,
    // The policy allows no data: in fonts and scripts, and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
});
