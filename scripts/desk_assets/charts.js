// What the desk needs of Vega in one file: charts are drawn without evaluating code, as its
// Content-Security-Policy asks.
import embed from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";

window.peaceopsCharts = { embed, expressionInterpreter };
