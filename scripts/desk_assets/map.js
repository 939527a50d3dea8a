// What the desk needs of MapLibre, in one file.
export { AttributionControl, Map, NavigationControl, Popup, setWorkerUrl } from "maplibre-gl";
