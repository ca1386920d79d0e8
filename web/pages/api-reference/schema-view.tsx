import { Code } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SchemaNode } from '../../../contract/reference/schema-tree.ts';
import words from './api-reference.module.css';
import { ExtensionMark } from './marks.tsx';
import { Prose } from './prose.tsx';
import classes from './schema-view.module.css';
import { apiReferenceTexts as texts } from './texts.ts';

/** Deeper parts are closed until they are asked for. An only property makes nothing deeper. */
const openLevels = 2;

interface SchemaViewProps {
  nodes: readonly SchemaNode[];
  /** A sender needs to know what it must give, a reader what may be missing. */
  side: 'sent' | 'received';
  level?: number;
}

export function SchemaView({ nodes, side, level = 0 }: SchemaViewProps): ReactNode {
  if (nodes.length === 0) return null;
  const deeper = nodes.length > 1 ? level + 1 : level;
  return (
    <ul className={classes.schema}>
      {nodes.map((node) => (
        <li key={node.name}>
          <Facts node={node} side={side} />
          <Prose text={node.description} />
          <Bounds node={node} />
          {node.children.length > 0 && <Within node={node} side={side} level={deeper} />}
        </li>
      ))}
    </ul>
  );
}

function Within({
  node,
  side,
  level,
}: {
  node: SchemaNode;
  side: 'sent' | 'received';
  level: number;
}): ReactNode {
  const children = <SchemaView nodes={node.children} side={side} level={level} />;
  if (level < openLevels) return children;
  return (
    <details>
      <summary>{texts.within(node.name)}</summary>
      {children}
    </details>
  );
}

function Facts({ node, side }: { node: SchemaNode; side: 'sent' | 'received' }): ReactNode {
  const { name, type, isRequired, isExtension } = node;
  return (
    <p className={classes.facts}>
      <code className={words.name}>{name}</code> <span className={words.type}>{type}</span>{' '}
      {side === 'sent' && isRequired && <span className={words.told}>{texts.required}</span>}
      {side === 'received' && !isRequired && <span className={words.told}>{texts.optional}</span>}
      {isExtension && <ExtensionMark />}
    </p>
  );
}

function Bounds({ node: { bounds, values } }: { node: SchemaNode }): ReactNode {
  return (
    <>
      {bounds.length > 0 && <p className={words.type}>{bounds.join(', ')}</p>}
      {values.length > 0 && (
        <p className={words.type}>
          {values.length === 1 ? texts.always : texts.oneOf}{' '}
          {values.map((value) => (
            <Code key={value} mr={4}>
              {value}
            </Code>
          ))}
        </p>
      )}
    </>
  );
}
