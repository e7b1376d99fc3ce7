import { callFigures } from './calls.ts'
import { enduranceFigures } from './endurance.ts'
import type { Figures } from './fillFigures.ts'
import { labFigures } from './lab.ts'
import { loadFigures } from './load.ts'
import { sizeFigures } from './sizes.ts'

/** All figures that pages may show. */
export const figures: Figures = { ...sizeFigures, ...callFigures, ...labFigures, ...loadFigures, ...enduranceFigures }
