"""Looks at pages in headless Chromium: python report.py SCREENSHOT_FOLDER PAGE..."""

import base64
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


def unreadable(driver):
    """Parts that a keyboard or a screen reader would miss: checked beside what axe checks."""
    return driver.execute_script("""
      const faults = [];
      for (const svg of document.querySelectorAll("svg"))
        if (svg.getAttribute("role") !== "img" || !svg.querySelector("title, desc"))
          faults.push("a chart without a text: " + svg.outerHTML.slice(0, 80));
      for (const box of document.querySelectorAll(".scroll"))
        if (box.tabIndex !== 0) faults.push("a table that the keyboard cannot scroll");
      if (document.querySelectorAll("script, link[rel=stylesheet], [onclick], [src]").length)
        faults.push("something to run or to load");
      const policy = document.querySelector("meta[http-equiv=Content-Security-Policy]");
      if (!policy || !policy.content.includes("default-src 'none'")) faults.push("no policy");
      return faults;""")


def printed(driver, path, folder):
    """The page on paper: what it is as PDF, and whether anything is wider than the sheet."""
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print", "features": []})
    # The width between the margins of an A4 sheet, in CSS pixels.
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": 673, "height": 1000, "deviceScaleFactor": 1, "mobile": False})
    driver.get(path.resolve().as_uri())
    width = driver.execute_script("return document.documentElement.scrollWidth")
    result = driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    (folder / f"{path.stem}.pdf").write_bytes(base64.b64decode(result["data"]))
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    return [f"printed, the page is {width} px wide"] if width > 673 else []


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
        faults += [f"at {width} px: {fault}" for fault in unreadable(driver)]
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
            for scheme in ["light", "dark", "print"]:
                faults = (printed(driver, page, folder) if scheme == "print"
                          else look(driver, page, folder, scheme))
                for fault in faults:
                    print(f"{page.name} ({scheme}): {fault}")
                failed = failed or bool(faults)
    finally:
        driver.quit()
    if failed:
        sys.exit(1)
    print(f"reports: {len(pages)} pages at {len(WIDTHS)} widths, light and dark, and on paper, without a fault;"
          f" screenshots in {folder}")


main()
