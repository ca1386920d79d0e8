import { Code } from '@mantine/core';
import type { ReactNode } from 'react';

/** A text of the contract, in which `…` marks code. */
export function Prose({ text }: { text: string }): ReactNode {
  if (text === '') return null;
  return (
    <p>
      {text.split('`').map((part, index) => {
        // Parts have no name of their own, and never change their places.
        const key = `${index} ${part}`;
        return index % 2 === 1 ? <Code key={key}>{part}</Code> : <span key={key}>{part}</span>;
      })}
    </p>
  );
}
