import { useQueryClient } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../../../api.ts';
import type { formatNames } from '../../../parts/format-names.ts';
import { saveBlob } from '../../../parts/save-blob.ts';
import { toast, toastError, undoable } from '../../../parts/toast.ts';
import { listKey, type Row } from '../data.ts';
import { listTexts as texts } from '../texts.ts';
import type { Selection } from '../use-selection.ts';

export interface Change {
  user_id?: string | null;
  department_id?: string | null;
  conversation_type?: string | null;
}

export type ExportFormat = keyof typeof formatNames;

type Outcome = Schemas['ManyOutcome'];

/** The API takes so many at once. */
const most = 100;

/** Deeds for all selected conversations, which can be undone. */
export function useBulk(rows: readonly Row[], selection: Selection) {
  const client = useQueryClient();
  const again = () => client.invalidateQueries({ queryKey: [listKey] });
  const run = async (deed: (ids: string[]) => Promise<Outcome>): Promise<readonly string[]> => {
    const done: string[] = [];
    let left = 0;
    for (let at = 0; at < selection.ids.length; at += most) {
      const outcome = await deed(selection.ids.slice(at, at + most));
      done.push(...outcome.done);
      left += outcome.left.length;
    }
    if (left > 0) void toast({ message: texts.left(left), tone: 'warning' });
    selection.clear();
    await again();
    return done;
  };
  const changeMany = (ids: string[], change: Change) =>
    answerOf(api.POST('/conversations/change', { body: { ids, ...change } }));
  const removed = async (): Promise<void> => {
    const ids = await run((some) => answerOf(api.POST('/conversations/delete', { body: { ids: some } })));
    if (ids.length === 0) return;
    undoable(texts.deleted(ids.length), async () => {
      for (const some of inHundreds(ids))
        await answerOf(api.POST('/conversations/restore', { body: { ids: some } }));
      await again();
    });
  };
  const changed = async (change: Change): Promise<void> => {
    const before = rows.filter(({ id }) => selection.has(id));
    const ids = await run((some) => changeMany(some, change));
    if (ids.length === 0) return;
    const back = groupedBefore(
      before.filter(({ id }) => ids.includes(id)),
      change,
    );
    undoable(texts.changed(ids.length), async () => {
      for (const group of back)
        for (const some of inHundreds(group.ids)) await changeMany(some, group.change);
      await again();
    });
  };
  return {
    remove: () => void removed().catch(toastError),
    change: (change: Change) => void changed(change).catch(toastError),
  };
}

function inHundreds(ids: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / most) }, (_, at) =>
    ids.slice(at * most, (at + 1) * most),
  );
}

/** Saves the words of all selected conversations, a hundred in a file. */
export function useExport(selection: Selection): (format: ExportFormat) => void {
  const saved = async (format: ExportFormat): Promise<void> => {
    for (const ids of inHundreds(selection.ids)) {
      const body = { ids, format };
      const zip: unknown = await answerOf(api.POST('/conversations/export', { body, parseAs: 'blob' }));
      if (zip instanceof Blob) saveBlob(zip, `conversations ${format}.zip`);
    }
    selection.clear();
  };
  return (format) => void saved(format).catch(toastError);
}

/** Which conversations get which value back. */
function groupedBefore(rows: readonly Row[], change: Change): { change: Change; ids: string[] }[] {
  const values = (row: Row): Change => ({
    ...('user_id' in change ? { user_id: row.user?.id ?? null } : {}),
    ...('department_id' in change ? { department_id: row.department?.id ?? null } : {}),
    ...('conversation_type' in change ? { conversation_type: row.conversation_type } : {}),
  });
  const groups = Map.groupBy(rows, (row) => JSON.stringify(values(row)));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ change: values(first), ids: group.map(({ id }) => id) }] : [];
  });
}
