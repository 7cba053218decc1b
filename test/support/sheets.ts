/** Contact sheets: many pictures on one, at a size where their words can be read. */
import type { Page } from 'playwright-core';

export type Picture = { name: string; png: Buffer; width: number; height: number };

const side = 1_560;
const gap = 12;
const caption = 18;

/** Fills sheets with pictures, column by column of the same width, in the order they come; `take` is given each sheet. */
export function createSheets(page: Page, take: (sheet: Buffer) => Promise<void>) {
  let columns: { x: number; width: number; y: number; cells: (Picture & { x: number; y: number })[] }[] = [];
  const flush = async (): Promise<void> => {
    const cells = columns.flatMap(({ cells }) => cells);
    columns = [];
    if (cells.length === 0) return;
    await page.setViewportSize({ width: side, height: side });
    await page.setContent(
      `<body style="margin:0;background:#778;font:600 12px/${caption}px sans-serif;color:#fff">${cells
        .map(
          ({ name, png, x, y, width }) =>
            `<div style="position:absolute;left:${x}px;top:${y}px;width:${width}px;overflow:hidden;white-space:nowrap">${name}<br><img style="display:block" src="data:image/png;base64,${png.toString('base64')}"></div>`,
        )
        .join('')}`,
    );
    await take(await page.screenshot());
  };
  return {
    async add(picture: Picture): Promise<void> {
      const needed = picture.height + caption + gap;
      let column = columns.find(({ width, y }) => width === picture.width && y + needed <= side);
      if (!column) {
        const x = columns.reduce((end, { x, width }) => Math.max(end, x + width + gap), 0);
        if (x + picture.width > side) {
          await flush();
          return this.add(picture);
        }
        columns.push((column = { x, width: picture.width, y: 0, cells: [] }));
      }
      column.cells.push({ ...picture, x: column.x, y: column.y });
      column.y += needed;
    },
    flush,
  };
}
