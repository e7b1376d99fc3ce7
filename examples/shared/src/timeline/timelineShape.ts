/** Heights in the picture, in pixels. Widths are shares of it, so that it fits every screen. */
export const timelineShape = {
  height: 174,
  axis: 150,
  credential: { height: 12, top: [4, 20, 36] },
  side: { height: 18, top: { ada: 62, ben: 90 } },
  messages: { height: 4, top: { ada: 122, ben: 132 } },
} as const
