/** Breaks a label at spaces into lines of about as many letters; Vega draws an array as lines. */
const LINES_OF_LABEL = "split(trim(replace(datum.label, regexp('(.{1,34})(\\\\s+|$)', 'g'), '$1\\n')), '\\n')";

/** An axis of names, such as rules, which are shown whole: widths are estimated without a canvas, so that a limit cuts what would fit. */
export const NAME_AXIS = { labelLimit: 0, labelExpr: LINES_OF_LABEL, labelLineHeight: 12 } as const;

/** A legend of names, shown whole and in full colour, also where marks are translucent. */
export const NAME_LEGEND = { labelLimit: 0, labelExpr: LINES_OF_LABEL, rowPadding: 4, symbolOpacity: 1 } as const;
