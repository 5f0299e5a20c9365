/** Whether `npm run check` has begun this run. */
export const isQuick = process.env.UNREAD_QUICK !== undefined

/**
 * How many generated inputs a property is tested with: `npm run check` takes a fiftieth, `npm test` all.
 *
 * @param all of `npm test`
 */
export const runs = (all: number): number => (isQuick ? Math.ceil(all / 50) : all)
