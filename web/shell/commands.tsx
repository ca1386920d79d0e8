import '@mantine/spotlight/styles.layer.css';
import { useMantineColorScheme } from '@mantine/core';
import {
  createSpotlight,
  Spotlight,
  type SpotlightActionData,
  type SpotlightFilterFunction,
} from '@mantine/spotlight';
import IconKeyboard from '@tabler/icons-react/icons/IconKeyboard';
import IconLogout from '@tabler/icons-react/icons/IconLogout';
import IconMoon from '@tabler/icons-react/icons/IconMoon';
import IconSearch from '@tabler/icons-react/icons/IconSearch';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useSignOut } from './account-menu.tsx';
import { useFoundConversations } from './found-conversations.tsx';
import type { MenuPage } from './menu.ts';
import { shellTexts as texts } from './texts.ts';

interface CommandsProps {
  entries: readonly MenuPage[];
  onClose: () => void;
  onKeys: () => void;
}

/** Ctrl or ⌘ K: goes anywhere. */
export default function Commands({ entries, onClose, onKeys }: CommandsProps): ReactNode {
  const [[store, control]] = useState(createSpotlight);
  const [query, setQuery] = useState('');
  const found = useFoundConversations(query);
  const actions = [...useActions(entries, onKeys), ...found];
  const foundIds = found.map(({ id }) => id).join();
  // What comes later is in no place that was chosen before.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows what was found.
  useEffect(() => store.updateState((state) => ({ ...state, selected: -1 })), [store, foundIds]);
  useEffect(() => control.open(), [control]);
  return (
    <Spotlight
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      filter={pagesThenFound}
      scrollable
      maxHeight={420}
      actions={actions}
      nothingFound={texts.nothingFound}
      highlightQuery
      searchProps={{
        placeholder: texts.searchHint,
        'aria-label': texts.searchHint,
        leftSection: <IconSearch size={18} />,
      }}
    />
  );
}

/** The server found the conversations: they stay, in its order. */
const pagesThenFound: SpotlightFilterFunction = (query, actions) => {
  const typed = query.trim().toLowerCase();
  return actions.filter(
    (action) => !('label' in action) || action.keywords || action.label?.toLowerCase().includes(typed),
  );
};

function useActions(entries: readonly MenuPage[], onKeys: () => void): SpotlightActionData[] {
  const [, navigate] = useLocation();
  const { toggleColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return [
    ...entries.map(({ path, title, menu }) => ({
      id: path,
      label: title,
      leftSection: <menu.icon size={18} stroke={1.6} />,
      onClick: () => navigate(path),
    })),
    {
      id: 'theme',
      label: texts.toggleTheme,
      leftSection: <IconMoon size={18} />,
      onClick: toggleColorScheme,
    },
    { id: 'keys', label: texts.keys, leftSection: <IconKeyboard size={18} />, onClick: onKeys },
    { id: 'sign-out', label: texts.signOut, leftSection: <IconLogout size={18} />, onClick: signOut },
  ];
}
