import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Frame, JSHandle, Locator } from '@playwright/test'
import type axe from 'axe-core'

/*
 * What is looked for in a page that a state shows. It all runs in the frame itself: from outside axe takes four times as long,
 * and each question more costs as much as its answer.
 */

/** Half as long as what `axe.source` has, and read by each page. */
const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Tags of rules: all of WCAG, and what is good practice. */
export const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** The rules of axe whose outcome depends on colours. */
export const rulesOfColors = ['color-contrast', 'link-in-text-block']

/** What a person may do to the text (WCAG 1.4.12). */
export const widerSpacing = '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'

export interface Checks {
  readonly violations: typeof findViolations
  readonly smallTargets: typeof findSmallTargets
  readonly overflows: typeof findOverflows
  readonly headings: typeof findHeadings
  readonly animations: typeof findAnimations
  readonly withStyle: typeof withStyle
}

/** The frame a document is in. */
export async function frameOf(html: Locator): Promise<Frame> {
  const frame = await (await html.elementHandle()).ownerFrame()
  if (frame == null) throw new Error('The document is in no frame.')
  return frame
}

/** The checks, for a function that is evaluated in a frame. They last as long as its document. */
export async function checksIn(frame: Frame): Promise<JSHandle<Checks>> {
  if (!await frame.evaluate(() => 'axe' in window)) await frame.evaluate(source)
  return frame.evaluateHandle<Checks>(`({
    violations: ${String(findViolations)},
    smallTargets: ${String(findSmallTargets)},
    overflows: ${String(findOverflows)},
    headings: ${String(findHeadings)},
    animations: ${String(findAnimations)},
    withStyle: ${String(withStyle)},
  })`)
}

/* These run on the page, so that they cannot use anything from outside. */

/** What axe finds wrong, one line each. @param rules tags or ids of rules */
async function findViolations(rules: readonly string[]): Promise<string[]> {
  const { axe: { run } } = window as unknown as { axe: typeof axe }
  const { violations } = await run(document, { runOnly: [...rules], resultTypes: ['violations'], selectors: false, preload: false })
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html} ${node.failureSummary ?? ''}`))
}

/**
 * Targets below 24 × 24 px. Stricter than WCAG 2.5.8, which lets space around a target count; the kit's switches and radio
 * buttons are left to axe, which knows the exceptions.
 */
function findSmallTargets(): string[] {
  const targets = document.querySelectorAll('button:not([role]), a[href], input, select, summary')
  return [...targets].flatMap((target) => {
    const isHidden = !target.checkVisibility() || target.closest('[aria-hidden="true"]') !== null
    const { width, height } = target.getBoundingClientRect()
    return isHidden || (width >= 23.5 && height >= 23.5) ? [] : [`${width} × ${height}: ${target.outerHTML.slice(0, 160)}`]
  })
}

/** What has to be scrolled sideways, save where it is meant to be, and what is cut off, once the page has taken its size. */
async function findOverflows(): Promise<string[]> {
  await new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(resolve))
  })
  const root = document.documentElement
  const isSeen = ({ clientWidth, clientHeight }: Element) => clientWidth > 1 && clientHeight > 1
  return [root, ...root.querySelectorAll('body *')].filter(isSeen).flatMap((element) => {
    const { overflowX, overflowY, contain, webkitLineClamp } = getComputedStyle(element)
    const scrolls = !element.hasAttribute('data-scrolls-sideways') && (element === root || overflowX === 'auto' || overflowX === 'scroll')
    const cuts = overflowY === 'hidden' || overflowY === 'clip' || /strict|content|paint/.test(contain)
    const name = element.outerHTML.slice(0, 160)
    return [
      ...(scrolls && element.scrollWidth > element.clientWidth ? [`${element.scrollWidth} in ${element.clientWidth} px wide: ${name}`] : []),
      ...(cuts && webkitLineClamp === 'none' && element.scrollHeight > element.clientHeight + 2
        ? [`${element.scrollHeight} in ${element.clientHeight} px high: ${name}`]
        : []),
    ]
  })
}

/** The levels of the headings a screen reader finds, in order: "1 2 2 3". */
function findHeadings(): string {
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(heading => heading.checkVisibility())
  return headings.map(({ tagName }) => tagName.slice(1)).join(' ')
}

/** What moves, for longer than an instant. */
function findAnimations(): string[] {
  return document.getAnimations().flatMap(({ effect, playState }) => {
    const duration = Number(effect?.getComputedTiming().duration)
    return playState === 'running' && duration > 1 && effect instanceof KeyframeEffect ? [`${duration} ms: ${effect.target?.outerHTML.slice(0, 160) ?? ''}`] : []
  })
}

/** Looks at the page with a style of the reader's: as a constructed sheet, which the page's policy allows. */
async function withStyle<T>(css: string, look: () => Promise<T>): Promise<T> {
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  document.adoptedStyleSheets.push(sheet)
  const found = await look()
  document.adoptedStyleSheets.pop()
  return found
}
