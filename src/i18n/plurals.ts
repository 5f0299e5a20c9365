const categories: readonly Intl.LDMLPluralRule[] = ['zero', 'one', 'two', 'few', 'many', 'other']

/**
 * Which of a text's forms a count takes, by the rules of the language. A text has one form for each category that
 * whole numbers reach in the language, in the order of CLDR; it may have one more in front, for "none at all".
 *
 * @param tag BCP 47
 */
export function pluralRuleFor(tag: string): (count: number, forms: number) => number {
  // Costly to make, and only one of all languages is spoken.
  let made: ReturnType<typeof rulesOf> | undefined
  return (count, forms) => {
    const { rules, order } = made ??= rulesOf(tag)
    const extra = Math.max(0, forms - order.length)
    if (count === 0 && extra > 0) return 0
    const form = order.indexOf(rules.select(count))
    return Math.min(extra + (form < 0 ? order.length - 1 : form), forms - 1)
  }
}

function rulesOf(tag: string) {
  const rules = new Intl.PluralRules(tag)
  const reached = new Set(Array.from({ length: 200 }, (_, count) => rules.select(count)))
  return { rules, order: categories.filter(category => reached.has(category)) }
}
