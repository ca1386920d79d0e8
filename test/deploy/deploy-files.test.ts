import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { programRoot } from '../../src/base/program.ts';
import { lanes } from '../../src/jobs/kinds.ts';
import { readConfig } from '../../src/server/config.ts';
import { readRole } from '../../src/server/role.ts';

const read = (name: string): string => readFileSync(path.join(programRoot, name), 'utf8');

const composeSchema = z.object({
  services: z.record(
    z.string(),
    z.looseObject({
      image: z.string(),
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()),
      depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
      volumes: z.array(z.string()),
      build: z.object({ context: z.string(), dockerfile: z.string() }).optional(),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
});
const compose = composeSchema.parse(parse(read('deploy/compose.yaml'), { merge: true }));
const { api, worker, database } = compose.services;

test('compose: one service for each role, on one PostgreSQL 18', () => {
  expect(Object.keys(compose.services)).toEqual(['api', 'worker', 'database']);
  expect(readRole(api?.command ?? [])).toEqual({ kind: 'ok', role: 'api', lanes: [] });
  expect(readRole(worker?.command ?? [])).toEqual({ kind: 'ok', role: 'worker', lanes });
  expect(database?.image).toBe('postgres:18');
  for (const service of [api, worker])
    for (const name of Object.keys(service?.depends_on ?? {})) expect(compose.services).toHaveProperty(name);
  const named = Object.values(compose.services).flatMap(({ volumes }) => volumes.map((v) => v.split(':')[0]));
  expect(new Set(named)).toEqual(new Set(Object.keys(compose.volumes)));
});

test('compose: both roles have the same environment, and the program takes it', () => {
  expect(worker?.environment).toEqual(api?.environment);
  const chosen = {
    POSTGRES_PASSWORD: 'pw',
    SECRET_KEY: 'x'.repeat(32),
    PUBLIC_URL: 'https://meetric.example',
  };
  const env = Object.fromEntries(
    Object.entries(api?.environment ?? {}).map(([name, value]) => [name, filledIn(value, chosen)]),
  );
  expect(readConfig(env)).toMatchObject({
    kind: 'ok',
    config: {
      databaseUrl: 'postgresql://meetric:pw@database/meetric',
      publicUrl: 'https://meetric.example',
      storage: { kind: 'folder' },
    },
  });
  const documented = read('.env.example');
  for (const name of Object.keys(env)) expect(documented).toContain(`# ${name}=`);
});

/** As compose does it: `${NAME:-default}`, `${NAME:?message}`. */
function filledIn(text: string, chosen: Record<string, string>): string {
  return text.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_all, name: string, how: string, rest: string) => {
    const value = chosen[name];
    if (value === undefined && how === '?') throw new Error(`${name}: ${rest}`);
    return value ?? rest;
  });
}

test('Dockerfile: what is copied is there, and is sent to the builder', () => {
  const dockerfile = read('deploy/Dockerfile');
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
    files.split(' '),
  );
  expect(copied).toContain('src');
  const sent = read('deploy/Dockerfile.dockerignore').split('\n');
  for (const name of copied)
    expect([name, existsSync(path.join(programRoot, name)), sent.includes(`!${name}`)]).toEqual([
      name,
      true,
      true,
    ]);
  expect([...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, image]) => image)).toEqual([
    'node:26-slim',
    'node:26-slim',
    'node:26-slim',
  ]);
  expect(api?.build).toEqual({ context: '..', dockerfile: 'deploy/Dockerfile' });
});

test('systemd: the unit starts the program with a role that it knows', () => {
  const unit = read('deploy/meetric.service');
  const [, role = ''] = /^Environment=MEETRIC_ROLE=(\w+)$/m.exec(unit) ?? [];
  const [, line = ''] = /^ExecStart=\S+ src\/main\.ts (.+)$/m.exec(unit) ?? [];
  expect(readRole([line.replace(/\$\{\w+\}/, role)])).toEqual({ kind: 'ok', role: 'all', lanes });
  const drops = [...read('docs/self-hosting.md').matchAll(/^ExecStart=\S+ src\/main\.ts (.+)$/gm)];
  expect(drops.map(([, args = '']) => readRole(args.split(' ')))).toEqual([
    { kind: 'ok', role: 'worker', lanes: ['sound'] },
  ]);
});
