import { allCalls } from './calls/allCalls.ts'

allCalls('Chromium')
