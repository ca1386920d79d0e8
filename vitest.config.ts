import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

// They end what hangs, and hurry nobody: a machine that is busy with other things must break no test.
const patience = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 120_000 } } };

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-database.ts'],
    reporters: ['default', './test/support/closing-line-reporter.ts'],
    // More than a small machine has cores: tests of real processes mostly wait, and they begin first.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      // Tables of pure functions share a process; what it costs to load code is paid once.
      {
        test: {
          ...patience,
          name: 'beside',
          include: ['src/**/*.test.ts', 'web/**/*.test.ts'],
          isolate: false,
        },
      },
      {
        test: {
          ...patience,
          name: 'whole',
          include: ['contract/**/*.test.ts', 'test/**/*.test.ts', 'demo/**/*.test.ts'],
          exclude: ['test/web/**'],
        },
      },
      // Pages in a real browser. `npm run test:web` runs the long ones as well.
      {
        test: {
          ...patience,
          name: 'web',
          include: ['test/web/**/*.test.ts'],
          exclude: process.env['WEB_TESTS'] === 'all' ? [] : ['**/*.long.test.ts'],
          globalSetup: ['test/web/support/build-pages.ts'],
        },
      },
    ],
  },
});
