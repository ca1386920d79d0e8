import { Avatar } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../data.ts';
import { listTexts as texts } from '../texts.ts';
import classes from './rows.module.css';

const most = 3;

/** Those who took part, as letters; their names are on the hover and for screen readers. */
export function Faces({ people }: { people: Row['participants'] }): ReactNode {
  const names = people.flatMap(({ name, email }) => name ?? email ?? []);
  if (names.length === 0) return null;
  const label = texts.people(names.join(', '));
  const rest = names.length - most;
  return (
    <span title={label} role="img" aria-label={label}>
      {names.slice(0, rest === 1 ? most + 1 : most).map((name) => (
        <Avatar key={name} size={24} color="gray" radius="xl" className={classes.letters}>
          {lettersOf(name)}
        </Avatar>
      ))}
      {rest > 1 && (
        <Avatar size={24} color="gray" radius="xl" className={classes.letters}>
          +{rest}
        </Avatar>
      )}
    </span>
  );
}

function lettersOf(name: string): string {
  const words = name.split(/[\s.@_-]+/u).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
