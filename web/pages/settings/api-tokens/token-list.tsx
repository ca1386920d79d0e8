import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePhone } from '../../../parts/phone.ts';
import classes from './api-tokens.module.css';
import { QuotaBar } from './quota-bar.tsx';
import { tokenTexts as texts } from './texts.ts';
import { Expiry, LastUse, ScopeWords, TokenName } from './token-facts.tsx';
import type { Token } from './tokens-data.ts';

/** A table, or cards on phones. */
export function TokenList({ tokens }: { tokens: readonly Token[] }): ReactNode {
  return usePhone() ? <Cards tokens={tokens} /> : <Rows tokens={tokens} />;
}

function Rows({ tokens }: { tokens: readonly Token[] }): ReactNode {
  const { columns } = texts;
  return (
    <Table verticalSpacing="sm" horizontalSpacing="sm">
      <Table.Thead>
        <Table.Tr>
          {[columns.name, columns.scopes, columns.used, columns.quota, columns.expires].map((heading) => (
            <Table.Th key={heading}>{heading}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {tokens.map((token) => (
          <Table.Tr key={token.id}>
            <Table.Td className={classes.name}>
              <TokenName token={token} />
            </Table.Td>
            <Table.Td className={classes.scopes}>
              <ScopeWords token={token} />
            </Table.Td>
            <Table.Td>
              <LastUse token={token} />
            </Table.Td>
            <Table.Td>
              <QuotaBar token={token} />
            </Table.Td>
            <Table.Td>
              <Expiry token={token} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Cards({ tokens }: { tokens: readonly Token[] }): ReactNode {
  const { columns } = texts;
  return (
    <ul className={classes.cards}>
      {tokens.map((token) => (
        <li key={token.id} className={classes.card}>
          <TokenName token={token} className={classes.cardLink} />
          <dl className={classes.facts}>
            <dt>{columns.scopes}</dt>
            <dd>
              <ScopeWords token={token} />
            </dd>
            <dt>{columns.used}</dt>
            <dd>
              <LastUse token={token} />
            </dd>
            <dt>{columns.quota}</dt>
            <dd>
              <QuotaBar token={token} />
            </dd>
            <dt>{columns.expires}</dt>
            <dd>
              <Expiry token={token} />
            </dd>
          </dl>
        </li>
      ))}
    </ul>
  );
}
