/** Images and files that come with posts: taken in as uploads are, drawn anew or recognised. */
import { type Images, prepare, replaceAttachments } from '../attachments/index.ts';
import type { Transaction } from '../kernel/database/index.ts';
import { Failure } from '../kernel/http/index.ts';
import type { Place, Problems } from './problems.ts';
import type { RowOf, Source } from './source.ts';

type Attached = NonNullable<RowOf<'posts.jsonl'>['attachments']>;
export type Files = {
  /** Gives a post that has just been written exactly these. */
  place(tx: Transaction, post: string, attached: Attached, place: Place): Promise<void>;
};

export const createFiles = ({
  source,
  images,
  newId,
  problems,
}: {
  source: Source;
  images: Images | undefined;
  newId: () => string;
  problems: Problems;
}): Files => {
  const read = async ({ file, alt }: Attached[number]) => {
    const bytes = (await source.attachment?.(file)) ?? 'only a whole folder has files';
    if (typeof bytes === 'string') return bytes;
    if (bytes.length === 0) return 'it is empty';
    try {
      const prepared = await prepare(images, bytes, file);
      if (prepared.kind === 'image' && alt === undefined)
        return 'say in "alt" what the image shows, for those who do not see it, or "" where it only decorates';
      return { ...prepared, id: newId(), content: newId(), alt: prepared.kind === 'image' ? alt! : null };
    } catch (error) {
      if (error instanceof Failure) return error.message;
      throw error;
    }
  };
  return {
    async place(tx, post, attached, place) {
      const ready = [];
      for (const one of attached) {
        const found = await read(one);
        if (typeof found === 'string') problems.add(place, `"attachments" names ${one.file}: ${found}`);
        else ready.push(found);
      }
      if (ready.length === attached.length) await replaceAttachments(tx, post, ready);
    },
  };
};
