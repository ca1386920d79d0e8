import type { ReactNode } from 'react';
import { type CodeLanguage, codePieces } from '../../../contract/reference/code-pieces.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import classes from './code-view.module.css';

interface CodeViewProps {
  title: ReactNode;
  language: CodeLanguage;
  text: string;
  /** Where less is shown than is there. */
  copied?: string;
}

export function CodeView({ title, language, text, copied = text }: CodeViewProps): ReactNode {
  return (
    <figure className={classes.code}>
      <figcaption>
        <span>{title}</span>
        <CopyButton text={copied} size="compact-sm" variant="subtle" />
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the keyboard's focus. */}
      <pre tabIndex={0} data-language={language}>
        <code>{coloured(language, text)}</code>
      </pre>
    </figure>
  );
}

function coloured(language: CodeLanguage, text: string): ReactNode[] {
  let at = 0;
  return codePieces(language, text).map(({ kind, text: part }) => {
    const key = at;
    at += part.length;
    return kind === 'plain' ? (
      part
    ) : (
      <span key={key} data-kind={kind}>
        {part}
      </span>
    );
  });
}
