/**
 * How many generated inputs a property is tested with: `npm run check` takes a fiftieth, `npm test` all.
 *
 * @param all of `npm test`
 */
export const runs = (all: number): number => (process.env.UNREAD_QUICK === undefined ? all : Math.ceil(all / 50))
