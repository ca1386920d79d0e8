import type { ReactNode } from 'react';
import { Route, Switch } from 'wouter';
import { NewToken } from './new-token.tsx';
import { OneToken } from './one-token.tsx';
import { Tokens } from './tokens.tsx';

/** The list, the page that makes a token, and the page of one. */
export default function ApiTokensPage(): ReactNode {
  return (
    <Switch>
      <Route path="/settings/api-tokens/new" component={NewToken} />
      <Route path="/settings/api-tokens/:id" component={OneToken} />
      <Route component={Tokens} />
    </Switch>
  );
}
