import Hummingbird
import GRDB
import Configuration
import ArgumentParser
print("rundblick")
