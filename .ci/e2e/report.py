"""Looks at pages in headless Chromium: python report.py SCREENSHOT_FOLDER PAGE..."""

import json
import os
import sys
from pathlib import Path

from axe_core_python.selenium import Axe
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

WIDTHS = [1280, 390]


def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                     "--disable-dev-shm-usage"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)


def requests(driver, page):
    """What the page asked the network for, beside itself."""
    found = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            if url != page and not url.startswith("data:"):
                found.append(url)
    return found


def look(driver, path, folder, scheme):
    page = path.resolve().as_uri()
    faults = []
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
    for width in WIDTHS:
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": width < 500})
        driver.get_log("browser")
        driver.get_log("performance")
        driver.get(page)
        faults += [f"console: {entry['message']}" for entry in driver.get_log("browser")]
        faults += [f"request: {url}" for url in requests(driver, page)]
        sizes = driver.execute_script(
            "return [document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        if sizes[0] > width:
            faults.append(f"at {width} px the page is {sizes[0]} px wide")
        driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": min(sizes[1], 15000), "deviceScaleFactor": 1,
            "mobile": width < 500})
        driver.save_screenshot(str(folder / f"{path.stem}-{width}-{scheme}.png"))
        # The page's own policy forbids scripts; what the driver evaluates is not bound by it.
        for violation in Axe().run(driver)["violations"]:
            nodes = "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:3])
            faults.append(f"axe at {width} px: {violation['id']}: {violation['help']} ({nodes})")
    return faults


def main():
    folder = Path(sys.argv[1])
    pages = [Path(name) for name in sys.argv[2:]]
    os.environ.setdefault("SE_AVOID_STATS", "true")
    driver = browser()
    failed = False
    try:
        for page in pages:
            for scheme in ["light", "dark"]:
                faults = look(driver, page, folder, scheme)
                for fault in faults:
                    print(f"{page.name} ({scheme}): {fault}")
                failed = failed or bool(faults)
    finally:
        driver.quit()
    if failed:
        sys.exit(1)
    print(f"reports: {len(pages)} pages at {len(WIDTHS)} widths, light and dark, without a fault;"
          f" screenshots in {folder}")


main()
