import type { TimeWindow } from './timeWindow.ts'

/** Something that lasts, placed in percent of the picture's width. */
export interface Stretch {
  key: string
  x: string
  width: string
  /** From the top, in pixels. */
  y: number
}

interface Lasting {
  key: string
  from: number
  to: number
  y: number
}

/** Where an instant lies in the picture. */
export function place(at: number, { from, span }: TimeWindow): string {
  return percent((at - from) / span)
}

/** Where something that lasts lies in the picture, cut at its edges. */
export function placeStretch({ key, from, to, y }: Lasting, view: TimeWindow): Stretch {
  const start = Math.max(from, view.from)
  const end = Math.min(to, view.from + view.span)
  return { key, x: place(start, view), width: percent(Math.max(0, end - start) / view.span), y }
}

/**
 * Whether there is room for a label in it.
 *
 * @param least the share of the picture that the label needs, in percent. @default 3.5, enough for a number
 */
export function hasRoom({ width }: Stretch, least = 3.5): boolean {
  return Number.parseFloat(width) > least
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`
}
